"""What a scenario would have done: decided again over the change log, with nothing executed."""
