"""Start the double: `python -m axin.billing.double [--port N] [--webhook-url URL] [--secret S] [--state FILE]`.

What is not given comes from the product's settings: the port from the address where Stripe is looked for, the secret from the
webhook's, the state from the data folder.
"""

import argparse
import asyncio
import signal
from pathlib import Path
from urllib.parse import urlsplit

from granian.constants import Interfaces
from granian.server.embed import Server
from setproctitle import setproctitle

from axin.billing.double.app import create_app
from axin.billing.double.delivery import Courier
from axin.billing.double.rules import Rules
from axin.billing.double.store import Store
from axin.platform.kernel.settings import Settings, load
from axin.platform.observability.logging import configure


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    settings = load()
    arguments = _arguments(settings)
    setproctitle("axin billing-double")
    configure(settings.log_level, settings.log_format)
    asyncio.run(_serve(arguments))


def _arguments(settings: Settings) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="axin.billing.double")
    base = urlsplit(settings.stripe_api_base or "http://127.0.0.1:12111")
    secret = settings.stripe_webhook_secret
    host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host  # noqa: S104 - compared, not bound
    parser.add_argument("--port", type=int, default=base.port)
    parser.add_argument("--webhook-url", default=f"http://{host}:{settings.port}/api/billing/stripe")
    parser.add_argument("--secret", default=secret.get_secret_value() if secret else "whsec_demonstration")
    parser.add_argument("--state", type=Path, default=settings.data / "stripe-double.sqlite3" if settings.data else None)
    return parser.parse_args()


async def _serve(arguments: argparse.Namespace) -> None:
    store = Store(arguments.state)
    rules = Rules(store, f"http://127.0.0.1:{arguments.port}")
    app = create_app(rules, Courier(store, arguments.webhook_url, arguments.secret))
    server = Server(app, address="127.0.0.1", port=arguments.port, interface=Interfaces.ASGI, websockets=False, log_enabled=False)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.stop)
    await server.serve()


if __name__ == "__main__":
    main()
