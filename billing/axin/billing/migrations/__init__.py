"""The order of the billing tables, one migration after the other."""
