"""Code steps: JavaScript of a tenant's own, run where it can reach nothing and hold up nobody."""
