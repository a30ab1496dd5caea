"""Runs that are under way when a new version is published: they finish on theirs, move to the new one, or stop."""
