"""What is paid for: plans, subscriptions, Stripe, entitlements."""
