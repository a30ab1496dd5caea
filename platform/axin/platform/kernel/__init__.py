"""The vocabulary all folders share: errors, ids, time, money, settings. No I/O."""
