"""What publishing does to stored data: counted before, carried out with it."""
