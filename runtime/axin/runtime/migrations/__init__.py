"""The tables of the runtime, step by step."""
