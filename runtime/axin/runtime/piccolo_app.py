"""The runtime's migrations, as Piccolo finds them."""

from pathlib import Path
from typing import Final

from piccolo.conf.apps import AppConfig

APP_CONFIG: Final = AppConfig(
    app_name="runtime",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[],
    migration_dependencies=["axin.builder.piccolo_app"],
)
