"""Records: the one mutation gateway, the one gate to reading, the change log."""
