"""`fisoko dashboard`: a collection of one region, or of each, as HTML files that need no server."""

from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import click

from fisoko.cli import texts
from fisoko.cli.connection import Connection, connect, naming
from fisoko.cli.failure import Failure
from fisoko.cli.output import check_file, put_whole
from fisoko.cli.place import base_options
from fisoko.cli.progress import Progress
from fisoko.cli.russian import Command, Number
from fisoko.domain.error import FisokoError
from fisoko.settings import Settings

PROCESSES = 2  # that write pages, while the base is asked for the next ones
COUNTRY = "all"  # the name of the file of all regions together
INDEX = "index.html"


@click.command("dashboard", cls=Command, help=texts.DASHBOARD_HELP)
@click.option("--collection", type=Number(), required=True, help=texts.DASHBOARD_COLLECTION, metavar=texts.NUMBER)
@click.option("--region", help=texts.DASHBOARD_REGION, metavar="КОД")
@click.option("--all", "each", is_flag=True, help=texts.DASHBOARD_ALL)
@click.option("--out", required=True, type=click.Path(path_type=Path), help=texts.DASHBOARD_OUT, metavar="ФАЙЛ")
@click.option("--as-of", "as_of", default="", help=texts.DASHBOARD_AS_OF, metavar="МОМЕНТ")
@click.option("--force", is_flag=True, help=texts.EXPORT_FORCE)
@base_options
def dashboard(
    settings: Settings,
    collection: int,
    region: str | None,
    each: bool,  # noqa: FBT001 - click passes flags so
    out: Path,
    as_of: str,
    force: bool,  # noqa: FBT001
) -> None:
    """One file, or a folder with a file for each region and a list of them."""
    if each and region:
        raise click.UsageError(texts.REGION_OR_ALL)
    with connect(settings) as base:
        with naming(texts.NO_COLLECTION.format(number=collection)):
            begun = base.run("dashboard.begin", collection=collection, as_of=as_of)
        series = _Series(base, collection, begun)
        if each:
            _write_all(series, out, force=force)
        else:
            _write_one(series, region, out, force=force)


class _Series:
    """Dashboards of one collection at one moment."""

    def __init__(self, base: Connection, collection: int, begun: dict[str, Any]) -> None:
        self._base, self._collection = base, collection
        self.regions: dict[str, str] = begun["regions"]
        self._moment = {name: begun[name] for name in ("at", "seq", "past")}

    def content(self, region: str | None) -> dict[str, Any]:
        """Of one region; None: of all together. Raises FisokoError."""
        return self._base.run("dashboard.content", collection=self._collection, region=region, **self._moment)


def _write_one(series: _Series, region: str | None, file: Path, *, force: bool) -> None:
    if file.is_dir():
        raise Failure(texts.DASHBOARD_NEEDS_FILE.format(file=file))
    check_file(file, force=force)
    write(series.content(region), file)
    click.echo(texts.DASHBOARD_READY.format(file=file))


def _write_all(series: _Series, folder: Path, *, force: bool) -> None:
    names = {code: f"{code}.html" for code in series.regions}
    taken = [name for name in (INDEX, f"{COUNTRY}.html", *names.values()) if (folder / name).is_file()]
    if taken and not force:
        raise Failure(texts.DASHBOARD_TAKEN.format(folder=folder, file=taken[0]))
    folder.mkdir(parents=True, exist_ok=True)
    failed: dict[str, str] = {}
    counts: dict[str, dict[str, int]] = {}
    whole = series.content(None)
    with Progress(texts.DASHBOARD_WRITING, len(names) + 1) as progress, _writers() as writers:
        waiting: dict[Future[None], str] = {writers.submit(write, whole, folder / f"{COUNTRY}.html"): COUNTRY}
        for code in names:
            try:
                content = series.content(code)
            except FisokoError as error:
                failed[code] = error.text
                progress.step()
                continue
            counts[code] = content["statuses"]
            waiting[writers.submit(write, content, folder / names[code])] = code
            for done in [one for one in waiting if one.done()]:
                _settle(done, waiting.pop(done), failed, progress)
        for done in as_completed(waiting):
            _settle(done, waiting[done], failed, progress)
    from fisoko.analytics.dashboard.index import Line, index

    lines = [
        Line(code, name, None if code in failed else names[code], counts.get(code))
        for code, name in series.regions.items()
    ]
    _put(index(whole, None if COUNTRY in failed else f"{COUNTRY}.html", lines), folder / INDEX)
    if failed:
        told = "\n".join(f"  {code} {series.regions.get(code, '')}: {text}" for code, text in sorted(failed.items()))
        raise Failure(texts.DASHBOARD_FAILED.format(done=len(names) - len(failed), folder=folder, told=told))
    click.echo(texts.DASHBOARD_ALL_READY.format(count=len(names), file=folder / INDEX))


def write(content: dict[str, Any], file: Path) -> None:
    """Write the page of a content; runs in a process of its own. Raises OSError."""
    from fisoko.analytics.dashboard.page import page

    _put(page(content), file)


def _put(text: str, file: Path) -> None:
    with put_whole(file) as coming:
        coming.write(text.encode())


@contextmanager
def _writers() -> Iterator[ProcessPoolExecutor]:
    """Fresh interpreters: this one may hold the open base."""
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        yield pool


def _settle(done: Future[None], code: str, failed: dict[str, str], progress: Progress) -> None:
    progress.step()
    error = done.exception()
    if error is not None:
        from fisoko.cli.main import sentence

        failed[code] = sentence(error) if isinstance(error, Exception) else str(error)
