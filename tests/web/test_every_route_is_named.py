"""No route is written and then forgotten: what the routes' files define is what the application serves."""

import importlib
import inspect
import pkgutil

from litestar import Controller
from litestar.handlers import BaseRouteHandler

from axin.web import routes
from axin.web.routing import ROUTES


def test_every_controller_and_handler_is_served():
    found = []
    for module in pkgutil.iter_modules(routes.__path__):
        loaded = importlib.import_module(f"{routes.__name__}.{module.name}")
        for value in vars(loaded).values():
            controller = inspect.isclass(value) and issubclass(value, Controller) and value.__module__ == loaded.__name__
            if controller or isinstance(value, BaseRouteHandler):
                found.append(value)
    assert [value for value in found if value not in ROUTES] == []
