"""Secrets at rest and signatures on what leaves: one key, outside the database, and its predecessors while it is changed."""
