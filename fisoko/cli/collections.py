"""`fisoko collections`: when data are taken, by all participants or by some of them."""

from datetime import datetime

import click

from fisoko.cli import texts
from fisoko.cli.connection import connect, naming
from fisoko.cli.moment import Moment
from fisoko.cli.participants import participants_of
from fisoko.cli.place import base_options
from fisoko.cli.russian import Number, group
from fisoko.domain.moscow import iso, iso_or_none, show
from fisoko.settings import Settings


@group("collections", texts.COLLECTIONS)
def collections() -> None:
    """Commands about collections of data."""


@collections.command("term", help=texts.COLLECTIONS_TERM)
@click.argument("number", metavar=texts.NUMBER, type=Number())
@click.option("--opens", type=Moment(), help=texts.TERM_OPENS)
@click.option("--closes", type=Moment(), help=texts.TERM_CLOSES)
@click.option("--confirm", is_flag=True, help=texts.TERM_CONFIRM)
@base_options
def term(
    settings: Settings,
    number: int,
    opens: datetime | None,
    closes: datetime | None,
    confirm: bool,  # noqa: FBT001 - an option
) -> None:
    """What is not given stays; those concerned are told by the bell."""
    if opens is None and closes is None:
        raise click.UsageError(texts.NEEDS_TERM)
    with connect(settings) as base, naming(texts.NO_COLLECTION.format(number=number)):
        asked = {"opens_at": iso_or_none(opens), "closes_at": iso_or_none(closes), "sure": confirm}
        told = base.run("collections.term", collection=number, **asked)["told"]
    click.echo(texts.TERM_CHANGED.format(number=number, count=told))


@collections.command("extend", help=texts.COLLECTIONS_EXTEND)
@click.argument("number", metavar=texts.NUMBER, type=Number())
@click.option("--closes", type=Moment(), required=True, help=texts.EXTEND_CLOSES)
@click.option("--participants", multiple=True, required=True, help=texts.EXTEND_PARTICIPANTS, metavar="КТО")
@click.option("--reason", required=True, help=texts.EXTEND_REASON, metavar="ТЕКСТ")
@base_options
def extend(settings: Settings, number: int, closes: datetime, participants: tuple[str, ...], reason: str) -> None:
    """The reason stays in the base; the organisations are told by the bell."""
    if not reason.strip():
        raise click.UsageError(texts.NO_REASON)
    chosen = participants_of(participants)
    with connect(settings) as base, naming(texts.NO_COLLECTION.format(number=number)):
        asked = {"participants": chosen, "closes_at": iso(closes), "reason": reason.strip()}
        count = base.run("collections.extend", collection=number, **asked)["organisations"]
    click.echo(texts.EXTENDED.format(number=number, count=count, closes=show(closes)))
