"""What happens: records, events, runs, actions, timers."""
