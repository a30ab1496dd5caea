"""Secrets at rest: one key, outside the database, and its predecessors while it is changed."""
