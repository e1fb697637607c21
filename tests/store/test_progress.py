"""Figures over participants: those of the country are the sum of those of its regions, whoever came and went."""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fisoko.domain.person import EVERYWHERE, Scope
from fisoko.domain.progress import Counts
from fisoko.store.engine import Engine
from fisoko.store.progress import Progress
from fisoko.store.statement import parse_statement

FIRST = datetime(2026, 9, 1, tzinfo=UTC)
DAYS = st.integers(0, 6)
# An organisation's stays in a list follow one another; None where it is still there.
STAYS = (
    st.lists(DAYS, unique=True, max_size=5)
    .map(sorted)
    .map(lambda days: list(zip(days[::2], [*days[1::2], None], strict=False)))
)
WORK = st.sampled_from(["", "begun", "done"])
LISTS = st.lists(st.tuples(st.sampled_from(["24", "66"]), STAYS, WORK), max_size=8)


def _day(number: int | None) -> str:
    return "null" if number is None else f"timestamp '{FIRST + timedelta(days=number):%Y-%m-%d %H:%M:%S}'"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(LISTS, min_size=1, max_size=3))
def test_the_country_s_tiles_are_the_sum_of_its_regions_at_every_moment(
    engine: Engine, collections: list[list[tuple[str, list[tuple[int, int | None]], str]]]
) -> None:
    members, begun = [], []
    for collection, people in enumerate(collections, 1):
        for organisation, (region, stays, work) in enumerate(people, 1):
            members += [f"({collection}, '{region}', {organisation}, {_day(a)}, {_day(b)}, '')" for a, b in stays]
            if stays and work:
                done = _day(1) if work == "done" else "null"
                begun.append(f"({collection}, '{region}', {organisation}, {_day(0)}, {_day(0)}, {done})")
    _write(engine, "delete from participant", "delete from progress")
    if members:
        _write(
            engine,
            "insert into participant (collection_id, region, organisation_id, since, until, reason) values "
            + ", ".join(members),
        )
    if begun:
        _write(
            engine,
            "insert into progress (collection_id, region, organisation_id, first_edit_at, last_edit_at, "
            "first_submitted_at) values " + ", ".join(begun),
        )
    progress, asked = Progress(engine), [*range(1, len(collections) + 2)]
    for day in range(-1, 8):
        now = FIRST + timedelta(days=day)
        parts = [progress.tiles(asked, Scope((region,)), now) for region in ("24", "66")]
        sums = {one: _sum([part[one] for part in parts]) for one in asked}
        assert progress.tiles(asked, EVERYWHERE, now) == sums


def _sum(parts: list[Counts]) -> Counts:
    return Counts(*(sum(numbers) for numbers in zip(*((p.idle, p.work, p.done) for p in parts), strict=True)))


def _write(engine: Engine, *texts: str) -> None:
    with engine.transaction() as tx:
        for text in texts:
            tx.run(parse_statement("given", text))
