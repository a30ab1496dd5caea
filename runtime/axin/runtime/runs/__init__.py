"""Runs: claimed, decided, done, journaled; waiting, retried, recovered."""
