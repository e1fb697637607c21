"""`fisoko demo`: a demonstration base in a new folder."""

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from fisoko.cli import texts
from fisoko.cli.accounts import write_passwords
from fisoko.cli.failure import Failure
from fisoko.cli.place import base_options
from fisoko.cli.progress import Progress
from fisoko.cli.russian import Command
from fisoko.settings import Settings

ACCOUNTS = "demo-accounts.csv"
PRINTED = 7  # accounts whose passwords are shown at once: the rest is in the file


@click.command("demo", cls=Command, help=texts.DEMO_HELP)
@click.option(
    "--scale",
    type=click.Choice(["small", "country"]),
    default="small",
    help=texts.DEMO_SCALE,
    metavar="РАЗМЕР",
)
@click.option("--password", help=texts.DEMO_PASSWORD, metavar="ПАРОЛЬ")
@base_options
def demo(settings: Settings, scale: str, password: str | None) -> None:
    """Made beside its place and put there when it is whole: an interrupted run leaves nothing half made."""
    if settings.home.exists() and any(settings.home.iterdir()):
        raise Failure(texts.DEMO_EXISTS.format(home=settings.home))
    if scale == "country" and not password:
        raise Failure(texts.DEMO_NEEDS_PASSWORD)
    settings.home.parent.mkdir(parents=True, exist_ok=True)
    workshop = settings.home.with_name(f".{settings.home.name}.new")
    shutil.rmtree(workshop, ignore_errors=True)
    try:
        counts = _make(_moved(settings, workshop), scale, password)
        if settings.home.exists():
            settings.home.rmdir()
        workshop.rename(settings.home)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    click.echo(texts.DEMO_READY.format(**counts))
    click.echo(texts.DEMO_ACCOUNTS.format(file=settings.home / ACCOUNTS))
    click.echo(texts.DEMO_NEXT.format(home=settings.home))


def _moved(settings: Settings, home: Path) -> Settings:
    """The same settings with another home; a database file in the home moves with it."""
    file = settings.duckdb_file
    inside = file is not None and file.is_relative_to(settings.home)
    return replace(settings, home=home, database="" if inside else settings.database).checked()


def _make(settings: Settings, scale: str, password: str | None) -> dict[str, int]:
    from fisoko.demo.country import Clock, Country
    from fisoko.demo.organisations import SCALES
    from fisoko.wiring import build

    settings.home.mkdir(mode=0o700)
    present = datetime.now(UTC)
    clock = Clock(present)
    application = build(settings, clock=clock)
    try:
        with ExitStack() as bars:

            def tell(step: str, length: int) -> Callable[..., None]:
                return bars.enter_context(Progress(texts.DEMO_STEPS[step], length)).step

            made = Country(application, clock, present, SCALES[scale]).make(password, tell)
            if SCALES[scale].at_once:
                _fill_copy(application, tell)
    finally:
        application.close()
    return _written(settings, made)


def _fill_copy(application: Any, tell: Callable[[str, int], Callable[..., None]]) -> None:
    """The analytical copy, which a server would otherwise make when it starts."""
    shown, step = 0, None

    def told(done: int, total: int) -> None:
        nonlocal shown, step
        step = step or tell("copy", total)
        step(done - shown)
        shown = done

    application.columns.rebuild(told)


def _written(settings: Settings, made: Any) -> dict[str, int]:
    """The accounts in their file, and the figures of what was made."""
    roles = {person.login: person for person in made.persons}
    rows = [
        (login, secret, roles[login].role.title, roles[login].region or "", name) for login, secret, name in made.issued
    ]
    write_passwords(settings.home / ACCOUNTS, texts.DEMO_ACCOUNTS_HEADINGS, rows)
    return {
        "organisations": sum(person.role == "organiser" for person in made.persons),
        "publications": made.publications,
        "submissions": made.submissions,
    }
