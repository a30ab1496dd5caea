"""Approvals: people decide what a run waits for."""
