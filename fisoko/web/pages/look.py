"""What a coordinator's page shows, asked of the services in one go on a thread that may read."""

from dataclasses import asdict, dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode

from fisoko.domain.error import BadRequest
from fisoko.domain.person import Identity
from fisoko.services.permissions import scope
from fisoko.web.panels.message import Query, read_message

if TYPE_CHECKING:
    from fisoko.wiring import Application


@dataclass(frozen=True)
class Look:
    """Properties of the cabinet and, when a collection's list is open, of the list."""

    cabinet: dict[str, Any]
    participants: dict[str, Any] | None = None
    collection: int | None = None
    query: Query = field(default_factory=Query)


def look(
    services: "Application",
    person: Identity,
    collection: int | None = None,
    query: Query | None = None,
    *,
    section: int | None = None,
) -> Look:
    """Everything for a page that opens. Raises Refused and NotFound for a collection that is not this person's."""
    query = query or Query()
    listed = None if collection is None else listing(services, person, collection, query)
    cabinet = dict(services.publishing.cabinet(person, section))
    for one in collections_of(cabinet["publications"]):
        one["analysis_href"] = f"/collections/{one['id']}/analysis"
    cabinet["bell"] = services.notifying.bell(person)
    cabinet["reports"] = services.reporting.states(person)
    if scope(person).all_regions:
        cabinet["regions"] = [[code, name] for code, name in sorted(services.dashboards.regions(person).items())]
    return Look(cabinet, listed, collection, query)


def listing(services: "Application", person: Identity, collection: int, query: Query) -> dict[str, Any]:
    """Properties of «Список участников»."""
    return services.monitoring.participants(person, collection, **asdict(query))


def figures(services: "Application", person: Identity, collections: list[int]) -> dict[int, dict[str, Any]]:
    """«Всего», «Не приступило», «В работе», «Сдано» of each collection, asked once for all pages of the same scope."""
    ask, mine = services.following.ask, scope(person)
    return {one: ask(("tiles", one, mine), partial(services.monitoring.tiles, person, one)) for one in collections}


def followed(services: "Application", person: Identity, collection: int, query: Query) -> dict[str, Any]:
    """Properties of the open list after a change, asked once for all pages that show the same part of it."""
    question = ("list", collection, scope(person), query)
    found = services.following.ask(question, lambda: listing(services, person, collection, query))
    return {**found, "account": person.login}


def collections_of(publications: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every collection of the publications."""
    return [one for publication in publications for one in publication["collections"]]


def announced(bell: dict[str, Any]) -> set[str]:
    """Where the lines of publications lead."""
    return {item["href"] for item in bell["items"] if "#publication-" in (item["href"] or "")}


def with_figures(publications: list[dict[str, Any]], found: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    """The same publications as new objects, with the figures found."""
    return [
        {
            **publication,
            "collections": [{**one, "tiles": found.get(one["id"], one["tiles"])} for one in publication["collections"]],
        }
        for publication in publications
    ]


def query_of(search: str) -> Query:
    """The query in an address («status=idle&page=2»); what cannot be understood counts as not given."""
    given: dict[str, Any] = {name: values[-1] for name, values in parse_qs(search.lstrip("?")).items()}
    for name in ("page", "idle_page"):
        if name in given:
            given[name] = int(given[name]) if given[name].isascii() and given[name].isdigit() else 1
    try:
        message = read_message({"type": Query.kind, **given}, (Query,))
    except BadRequest:
        return Query()
    return message if isinstance(message, Query) else Query()


def search_of(query: Query) -> str:
    """The query as the search part of an address, with only what differs from a list just opened."""
    plain = asdict(Query())
    changed = {name: value for name, value in asdict(query).items() if value != plain[name]}
    return f"?{urlencode(changed)}" if changed else ""
