"""`fisoko export`: all the submitted data of a collection as a file."""

import time
from pathlib import Path
from typing import Any

import click

from fisoko.cli import texts
from fisoko.cli.connection import Connection, connect, naming
from fisoko.cli.failure import Failure
from fisoko.cli.output import check_file
from fisoko.cli.place import base_options
from fisoko.cli.progress import Progress
from fisoko.cli.russian import Command, Number
from fisoko.settings import Settings

ASK_EVERY_S = 0.3
WHOLE = 100  # per cent
ENDINGS = {"xlsx": ".xlsx", "csv": ".zip", "parquet": ".zip"}


@click.command("export", cls=Command, help=texts.EXPORT_HELP)
@click.option("--collection", type=Number(), required=True, help=texts.EXPORT_COLLECTION, metavar=texts.NUMBER)
@click.option(
    "--format",
    "form",
    type=click.Choice([*ENDINGS]),
    default="xlsx",
    help=texts.EXPORT_FORMAT,
    metavar="ФОРМАТ",
)
@click.option("--as-of", default="", help=texts.EXPORT_AS_OF, metavar="МОМЕНТ")
@click.option("--region", help=texts.EXPORT_REGION, metavar="КОД")
@click.option("--all", "everywhere", is_flag=True, help=texts.EXPORT_ALL)
@click.option("--out", type=click.Path(path_type=Path), default=Path(), help=texts.EXPORT_OUT, metavar="ПУТЬ")
@click.option("--force", is_flag=True, help=texts.EXPORT_FORCE)
@base_options
def export(
    settings: Settings,
    collection: int,
    form: str,
    as_of: str,
    region: str | None,
    everywhere: bool,  # noqa: FBT001
    out: Path,
    force: bool,  # noqa: FBT001
) -> None:
    """The same file as «Экспорт результатов»."""
    if region and everywhere:
        raise click.UsageError(texts.REGION_OR_ALL)
    folder = out.is_dir()
    if not folder:
        _check_name(out, form)
        check_file(out, force=force)
    with connect(settings) as base:
        with naming(texts.NO_COLLECTION.format(number=collection)):
            asked = {"collection": collection, "region": region, "form": form, "as_of": as_of}
            report = base.run("export.ask", **asked)["report"]
        state = _built(base, report)
        if state["state"] != "ready":
            raise Failure(texts.EXPORT_FAILED)
        file = out / state["name"] if folder else out
        check_file(file, force=force)
        base.fetch("export.file", file, report=report)
    click.echo(texts.EXPORT_READY.format(file=file))


def _check_name(file: Path, form: str) -> None:
    """A file must not be named as what it is not."""
    if file.suffix.lower() != ENDINGS[form]:
        raise Failure((texts.EXPORT_NOT_XLSX if form == "xlsx" else texts.EXPORT_NOT_ZIP).format(form=form, file=file))


def _built(base: Connection, report: int) -> dict[str, Any]:
    """The state of a report that has ended one way or another."""
    shown = 0
    with Progress(texts.EXPORT_BUILDING, WHOLE) as progress:
        while (state := base.run("export.state", report=report))["state"] in ("queued", "running"):
            done = state["progress"] or 0
            progress.step(max(0, done - shown))
            shown = max(shown, done)
            time.sleep(ASK_EVERY_S)
        progress.step(WHOLE - shown)
    return state
