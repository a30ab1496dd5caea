"""The two pages people see: paying with nothing, and ending what was bought."""

from html import escape
from string import Template
from typing import Any, Final

_PAGE: Final = Template("""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title><style>
:root { color-scheme: light dark; --ink: #17313a; --ground: #f4f7f6; --card: #fff; --main: #0e6e7c; --quiet: #52666d; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8f0f0; --ground: #0f1c20; --card: #182a30; --main: #58b8c4; --quiet: #a5b7bc; }
}
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); display: grid; place-items: center;
  min-height: 100vh; margin: 0; }
main { background: var(--card); padding: 32px; border-radius: 12px; width: min(420px, 90vw); box-shadow: 0 4px 24px #0002; }
h1 { font-size: 20px; margin: 0 0 4px; } .sum { font-size: 32px; font-variant-numeric: tabular-nums; margin: 16px 0; }
.note { color: var(--quiet); } button { font: inherit; width: 100%; padding: 12px; border: 0; border-radius: 8px;
  background: var(--main); color: var(--card); cursor: pointer; }
a { color: var(--main); display: block; text-align: center; margin-top: 16px; }
</style></head><body><main>$body</main></body></html>
""")


def pay(session: dict[str, Any], name: str) -> str:
    """Return the page of an open checkout."""
    amount = f"{session['amount_total'] / 100:,.2f} {session['currency'].upper()}"
    body = (
        f"<h1>{escape(name)}</h1><p class=note>Demonstration: no card is asked for, nothing is charged.</p>"
        f"<p class=sum>{escape(amount)} <small>a month</small></p>"
        f'<form method="post"><button type="submit">Pay (demonstration)</button></form>'
        f'<a href="{escape(session.get("cancel_url") or "/")}">Cancel</a>'
    )
    return _PAGE.substitute(title="Checkout (demonstration)", body=body)


def portal(session: dict[str, Any], subscriptions: list[dict[str, Any]]) -> str:
    """Return the customer's page."""
    forms = "".join(
        f'<form method="post"><input type="hidden" name="subscription" value="{escape(one["id"])}">'
        f'<button type="submit">End the subscription</button></form>'
        for one in subscriptions
    )
    body = (
        f"<h1>Your subscription</h1><p class=note>Demonstration of the payment service's own page.</p>"
        f"{forms or '<p>There is no subscription.</p>'}"
        f'<a href="{escape(session.get("return_url") or "/")}">Back</a>'
    )
    return _PAGE.substitute(title="Subscription (demonstration)", body=body)
