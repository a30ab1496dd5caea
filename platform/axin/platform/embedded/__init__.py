"""Postgres and Valkey inside one command: found, started and ended by us, so that trying the product needs no server."""
