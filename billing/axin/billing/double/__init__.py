"""A stateful stand-in for Stripe: the real SDK talks to it, people pay on its page with nothing, its webhooks are signed.

A separate process: `python -m axin.billing.double`. Used by demonstrations and tests; a real installation points the same
setting at nothing and so at Stripe.
"""
