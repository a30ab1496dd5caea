"""HTTP both ways: the one guarded client for outgoing requests, and limits for incoming ones."""
