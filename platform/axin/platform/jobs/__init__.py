"""Background work: wake-ups that may be lost or repeated, and the processes that drain what Postgres says is due."""
