"""From what happened to runs: the relay, the matcher, webhooks, buttons, schedules."""
