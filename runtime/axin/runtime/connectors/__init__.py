"""Doors to systems outside."""
