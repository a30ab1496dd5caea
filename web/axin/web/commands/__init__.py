"""The commands of `axin`, a module each: `run(arguments)` does it and returns the exit code."""
