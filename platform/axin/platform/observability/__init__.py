"""Logs, figures and health: what an operator sees."""
