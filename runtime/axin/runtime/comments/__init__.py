"""What people say about records, and what they did or plan to do with them."""
