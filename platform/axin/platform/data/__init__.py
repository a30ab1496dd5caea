"""Postgres: engines, transactions, Row-Level Security, the outbox."""
