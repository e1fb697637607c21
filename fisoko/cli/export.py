"""`fisoko export`: all the submitted data of a collection as a workbook."""

import time
from pathlib import Path

import click

from fisoko.cli import texts
from fisoko.cli.connection import connect, naming
from fisoko.cli.failure import Failure
from fisoko.cli.place import base_options
from fisoko.cli.russian import Command
from fisoko.settings import Settings

ASK_EVERY_S = 0.3


@click.command("export", cls=Command, help=texts.EXPORT_HELP)
@click.argument("collection", metavar=texts.EXPORT_COLLECTION, type=int)
@click.argument("file", metavar=texts.FILE, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--region", help=texts.EXPORT_REGION, metavar="КОД")
@click.option("--force", is_flag=True, help=texts.EXPORT_FORCE)
@base_options
def export(settings: Settings, collection: int, file: Path, region: str | None, force: bool) -> None:  # noqa: FBT001
    """The same file as «Экспорт результатов»."""
    if file.exists() and not force:
        raise Failure(texts.EXPORT_EXISTS.format(file=file))
    if not file.parent.is_dir():
        raise Failure(texts.NO_FOLDER.format(name=file.parent))
    with connect(settings) as base:
        with naming(texts.NO_COLLECTION.format(number=collection)):
            report = base.run("export.ask", collection=collection, region=region)["report"]
        while (state := base.run("export.state", report=report)["state"]) not in ("ready", "failed"):
            time.sleep(ASK_EVERY_S)
        if state == "failed":
            raise Failure(texts.EXPORT_FAILED)
        base.fetch("export.file", file, report=report)
    click.echo(texts.EXPORT_READY.format(file=file))
