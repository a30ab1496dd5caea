"""Where the migrations of this folder live."""

from pathlib import Path
from typing import Final

from piccolo.conf.apps import AppConfig

APP_CONFIG: Final = AppConfig(
    app_name="builder",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[],
    migration_dependencies=["axin.tenants.piccolo_app"],
)
