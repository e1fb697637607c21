"""The options by which every command finds its base."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from fisoko.cli import texts
from fisoko.settings import Settings


def base_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --home and --database; the command takes `settings`."""

    @click.option("--home", type=click.Path(file_okay=False, path_type=Path), help=texts.HOME, metavar="ПАПКА")
    @click.option("--database", help=texts.DATABASE, metavar="АДРЕС")
    def with_settings(*, home: Path | None, database: str | None, **rest: Any) -> Any:
        return function(settings=Settings.from_environment(home=home, database=database), **rest)

    with_settings.__click_params__ = getattr(function, "__click_params__", []) + with_settings.__click_params__  # type: ignore[attr-defined]
    return with_settings
