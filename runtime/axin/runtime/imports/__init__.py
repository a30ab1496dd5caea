"""Imports: tables of other programs become records, row by row through the gateway, chunk by chunk as a job."""
