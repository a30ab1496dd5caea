"""Exports: a list as a file, with the rights of whoever asks, page by page as a job."""
