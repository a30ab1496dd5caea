"""Benchmarks: the whole product under load, beside its peers where a lab with them is at hand."""
