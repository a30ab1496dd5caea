"""The order of the tenants tables, one migration after the other."""
