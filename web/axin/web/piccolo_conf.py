"""What Piccolo's migrations run on: the owner's engine, and every folder that has tables, in import order."""

import importlib.util
from typing import Final

from piccolo.conf.apps import AppRegistry

from axin.platform.data.engine import OWNER as DB

__all__ = ["APP_REGISTRY", "DB"]

_APPS: Final = (
    "axin.platform.piccolo_app",
    "axin.tenants.piccolo_app",
    "axin.builder.piccolo_app",
    "axin.runtime.piccolo_app",
    "axin.billing.piccolo_app",
)

APP_REGISTRY: Final = AppRegistry(apps=[app for app in _APPS if importlib.util.find_spec(app)])
