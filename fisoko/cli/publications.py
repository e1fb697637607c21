"""`fisoko publications`: publications with their collections are created, edited, listed and withdrawn."""

import base64
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from fisoko.cli import texts
from fisoko.cli.connection import connect, naming
from fisoko.cli.folder import publish
from fisoko.cli.moment import Moment
from fisoko.cli.participants import participants_of, read_text
from fisoko.cli.place import base_options
from fisoko.cli.russian import Number, group
from fisoko.cli.table import print_table
from fisoko.domain.moscow import iso_or_none, show
from fisoko.settings import Settings

TEXT = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


@group("publications", texts.PUBLICATIONS)
def publications() -> None:
    """Commands about publications."""


@publications.command("create", help=texts.PUBLICATIONS_CREATE)
@click.option("--title", required=True, help=texts.PUBLICATION_TITLE, metavar="ТЕКСТ")
@click.option("--text", type=TEXT, help=texts.PUBLICATION_TEXT, metavar="ФАЙЛ.html")
@click.option("--at", type=Moment(), help=texts.PUBLICATION_AT)
@click.option("--role", "roles", multiple=True, type=click.Choice(["organiser", "coordinator"]), metavar="РОЛЬ",
              help=texts.PUBLICATION_ROLE)  # fmt: skip
@click.option("--kind", "kinds", multiple=True, type=click.Choice(["sch", "spo"]), metavar="ВИД",
              help=texts.PUBLICATION_KIND)  # fmt: skip
@click.option("--region", "regions", multiple=True, help=texts.PUBLICATION_REGION, metavar="КОД")
@click.option("--acknowledge/--no-acknowledge", default=False, help=texts.PUBLICATION_ACKNOWLEDGE)
@click.option("--form", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="ФОРМА.xlsx",
              help=texts.COLLECTION_FORM)  # fmt: skip
@click.option("--collection", help=texts.COLLECTION_TITLE, metavar="ТЕКСТ")
@click.option("--opens", type=Moment(), help=texts.COLLECTION_OPENS)
@click.option("--closes", type=Moment(), help=texts.COLLECTION_CLOSES)
@click.option("--participants", multiple=True, help=texts.COLLECTION_PARTICIPANTS, metavar="КТО")
@base_options
def create(settings: Settings, title: str, text: Path | None, at: datetime | None, **rest: Any) -> None:
    """With --form it has a collection, whose participants are all organisations unless said otherwise."""
    collection = _collection(rest)
    audience = {name: [*rest[name]] for name in ("roles", "kinds", "regions")}
    with connect(settings) as base:
        answer = base.run(
            "publications.create",
            title=_title(title),
            html=_html(text),
            published_at=iso_or_none(at),
            audience=audience,
            collection=collection,
            acknowledge=rest["acknowledge"],
        )
    click.echo(texts.PUBLICATION_CREATED.format(id=answer["id"]))


@publications.command("edit", help=texts.PUBLICATIONS_EDIT)
@click.argument("number", metavar=texts.NUMBER, type=Number())
@click.option("--title", help=texts.PUBLICATION_TITLE, metavar="ТЕКСТ")
@click.option("--text", type=TEXT, help=texts.PUBLICATION_TEXT, metavar="ФАЙЛ.html")
@click.option("--at", type=Moment(), help=texts.PUBLICATION_AT)
@click.option("--acknowledge/--no-acknowledge", default=None, help=texts.PUBLICATION_ACKNOWLEDGE)
@click.option("--form", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="ФОРМА.xlsx",
              help=texts.RENEWED_FORM)  # fmt: skip
@click.option("--collection", type=Number(), help=texts.RENEWED_COLLECTION, metavar=texts.NUMBER)
@click.option("--confirm", is_flag=True, help=texts.RENEWED_CONFIRM)
@base_options
def edit(
    settings: Settings,
    number: int,
    title: str | None,
    text: Path | None,
    at: datetime | None,
    acknowledge: bool | None,  # noqa: FBT001 - an option
    form: Path | None,
    collection: int | None,
    confirm: bool,  # noqa: FBT001 - an option
) -> int:
    """What is not given stays; a form that leaves doubts is changed only when they are confirmed."""
    plain = not (title is None and text is None and at is None and acknowledge is None)
    if not plain and form is None:
        raise click.UsageError(texts.NOTHING_TO_EDIT)
    if form is None and (collection is not None or confirm):
        raise click.UsageError(texts.NEEDS_FORM)
    with connect(settings) as base, naming(texts.NO_PUBLICATION.format(number=number)):
        if form is not None and not _renew(base, number, form, collection, sure=confirm):
            return 1
        if not plain:
            return 0
        base.run(
            "publications.edit",
            publication=number,
            title=None if title is None else _title(title),
            html=None if text is None else _html(text),
            published_at=iso_or_none(at),
            acknowledge=acknowledge,
        )
    click.echo(texts.PUBLICATION_EDITED.format(id=number))
    return 0


def _renew(base: Any, number: int, form: Path, collection: int | None, *, sure: bool) -> bool:
    """Give a collection another version of its form; False when that waits for a confirmation."""
    workbook = base64.b64encode(form.read_bytes()).decode()
    told = base.run("publications.renew_form", publication=number, collection=collection, workbook=workbook, sure=sure)
    for line in (*told["added"], *told["uncertain"], *told["gone"]):
        click.echo(texts.RENEWED_LINE.format(line=line))
    if told["same"]:
        click.echo(texts.RENEWED_SAME)
    elif told["changed"]:
        click.echo(texts.RENEWED.format(version=told["version"]))
    else:
        click.echo(texts.RENEWED_UNSURE, err=True)
        return False
    return True


@publications.command("withdraw", help=texts.PUBLICATIONS_WITHDRAW)
@click.argument("number", metavar=texts.NUMBER, type=Number())
@base_options
def withdraw(settings: Settings, number: int) -> None:
    """Nothing is deleted: data and journal stay."""
    with connect(settings) as base, naming(texts.NO_PUBLICATION.format(number=number)):
        base.run("publications.withdraw", publication=number)
    click.echo(texts.PUBLICATION_WITHDRAWN.format(id=number))


@publications.command("list", help=texts.PUBLICATIONS_LIST)
@base_options
def list_publications(settings: Settings) -> None:
    """Newest first; a line for each collection."""
    with connect(settings) as base:
        found = base.run("publications.list")
    if not found:
        click.echo(texts.PUBLICATIONS_NONE, err=True)
        return
    print_table(texts.PUBLICATIONS_HEADINGS, [line for publication in found for line in _lines(publication)])


publications.add_command(publish)


def _lines(publication: dict[str, Any]) -> list[tuple[Any, ...]]:
    title = publication["title"]
    if publication["withdrawn"]:
        title = texts.IS_WITHDRAWN.format(title=title)
    front = (publication["id"], _shown(publication["published_at"]), title)
    return [
        (*front, collection["id"], collection["title"], _shown(collection["closes_at"]))
        for collection in publication["collections"]
    ] or [(*front, "", "", "")]


def _shown(moment: str) -> str:
    return show(datetime.fromisoformat(moment))


def _title(title: str) -> str:
    if not title.strip():
        raise click.UsageError(texts.NO_TITLE)
    return title.strip()


def _html(text: Path | None) -> str:
    if text is None:
        return ""
    return sys.stdin.read() if str(text) == "-" else read_text(text)


def _collection(given: dict[str, Any]) -> dict[str, Any] | None:
    if given["form"] is None:
        if any(given[name] for name in ("collection", "opens", "closes", "participants")):
            raise click.UsageError(texts.NEEDS_FORM)
        return None
    if given["closes"] is None:
        raise click.UsageError(texts.NEEDS_CLOSES)
    return {
        "title": given["collection"],
        "workbook": base64.b64encode(given["form"].read_bytes()).decode(),
        "opens_at": iso_or_none(given["opens"]),
        "closes_at": iso_or_none(given["closes"]),
        "participants": participants_of(given["participants"] or ("all",)),
    }
