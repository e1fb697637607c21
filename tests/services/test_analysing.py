"""Statistics of submitted data: the copy follows, as_of is for ever, regions are narrowed, bad input is told."""

from dataclasses import replace
from datetime import timedelta

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fisoko.analytics.asked import Asked, AsOf, prepare
from fisoko.analytics.summary import MOST_CELLS, pivot, summary
from fisoko.domain.error import BadRequest, NotFound, Refused
from fisoko.domain.event import EventKind
from fisoko.domain.forms.form import Cell, Row
from fisoko.domain.person import EVERYWHERE, OPERATOR
from fisoko.services.analysing import Analysing
from fisoko.services.columns import ColumnsKeeping
from fisoko.store.columns import Columns
from fisoko.store.columns_base import ColumnsBase
from tests.services.collecting import COMPUTED, FIRST, FREE, NAME, ROW, SECOND, SHEET, Campaign


class Desk:
    """The copy and the analysis of a campaign."""

    def __init__(self, campaign: Campaign, home) -> None:
        self.campaign, self.home = campaign, home
        self.base = ColumnsBase(campaign.engine)
        self.open()

    def open(self) -> None:
        self.columns = Columns(self.home)
        self.keeping = ColumnsKeeping(self.base, self.columns, self.campaign.forms)
        self.analysing = Analysing(
            collections=self.campaign.collections,
            forms=self.campaign.forms,
            progress=self.campaign.progress,
            base=self.base,
            keeping=self.keeping,
            clock=self.campaign.clock,
        )

    def submit(self, person, value: object, name: str | None = None) -> None:
        done = self.campaign.submissions.last(self.campaign.id, person.organisation_id)
        values = {SHEET: {"cells": {ROW: {FIRST: value, SECOND: 1}}}}
        if name is not None:
            values[FREE] = {"rows": ["r1"], "cells": {"r1": {NAME: name}}}
        self.campaign.world.submitted(self.campaign.id, person, values, (done.number if done else 0) + 1)
        self.campaign.clock.forward(minutes=1)
        self.keeping.catch_up()

    def totals(self, identity=OPERATOR, **more) -> dict:
        frame = self.analysing.summary(identity, self.campaign.id, sheet=SHEET, column=FIRST, **more)
        return dict(zip(frame["region"], frame["total"], strict=True))


@pytest.fixture
def desk(campaign: Campaign, tmp_path):
    made = Desk(campaign, tmp_path / "copy")
    yield made
    made.keeping.close()


def rows_at(desk: Desk, as_of: AsOf) -> list:
    asked = Asked(desk.campaign.id, as_of, EVERYWHERE)
    return desk.columns.ask(lambda base: summary(base, asked, by=("organisation",))).result(10).values.tolist()


def shown(moment) -> str:
    return moment.isoformat()


def test_the_last_submission_of_each_counts_and_regions_add_up(desk: Desk) -> None:
    one, two, far = (desk.campaign.school(login) for login in ("sch240001", "sch240002", "sch050001"))
    for person, value in ((one, 5), (two, 7), (far, 20), (one, 6)):
        desk.submit(person, value)
    assert desk.totals() == {"05": 20, "24": 13}
    frame = desk.analysing.summary(OPERATOR, desk.campaign.id, by=(), sheet=SHEET, column=FIRST)
    assert frame[["numbers", "total", "mean", "organisations"]].values.tolist() == [[3, 33, 11, 3]]
    shares = desk.analysing.summary(OPERATOR, desk.campaign.id, sheet=SHEET, column=FIRST)["share"]
    assert sum(shares) == pytest.approx(1)


def test_a_coordinator_sees_the_own_region_and_a_foreign_one_is_refused(desk: Desk) -> None:
    desk.submit(desk.campaign.school("sch240001"), 5)
    desk.submit(desk.campaign.school("sch050001"), 20)
    coordinator = desk.campaign.world.account("spo_coord_24")
    assert desk.totals(coordinator) == {"24": 5}
    assert desk.totals(coordinator, regions=("24",)) == {"24": 5}
    for regions in (("05",), ("24", "05")):
        with pytest.raises(Refused):
            desk.totals(coordinator, regions=regions)
    with pytest.raises(Refused):
        desk.totals(desk.campaign.school("sch240009"))
    analysing, number = desk.analysing, desk.campaign.id
    desk.keeping.catch_up()
    assert set(analysing.completeness(coordinator, number, by=("organisation",))["region"]) == {"24"}
    assert analysing.pace(coordinator, number)[0]["participants"].tolist() == [2]
    assert analysing.profile(coordinator, number, SHEET, FIRST).figures["most"].tolist() == [5]


def test_a_moment_gives_the_same_rows_whatever_comes_later(desk: Desk) -> None:
    one, two = desk.campaign.school("sch240001"), desk.campaign.school("sch050001")
    desk.submit(one, 5)
    moment = shown(desk.campaign.clock())
    desk.campaign.clock.forward(minutes=5)
    desk.submit(one, 50)
    desk.submit(two, 7)
    leaving = desk.campaign.event(EventKind.PARTICIPANTS_CHANGED)
    now = desk.campaign.clock()
    desk.campaign.write(
        lambda tx: desk.campaign.participants.leave(
            tx, desk.campaign.id, [one.organisation_id], until=now, event=leaving
        )
    )
    desk.keeping.catch_up()
    desk.campaign.clock.forward(minutes=5)
    assert desk.totals() == {"05": 7}
    assert desk.totals(as_of=moment) == {"24": 5}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(-9, 9), st.booleans()), min_size=1, max_size=6))
def test_what_has_been_answered_once_is_answered_for_ever(desk: Desk, steps: list) -> None:
    people = getattr(desk, "people", None) or [desk.campaign.school(f"sch24000{n}") for n in range(3)]
    desk.people = people
    known = getattr(desk, "known", {})
    for who, value, leaves in steps:
        desk.submit(people[who], value)
        at = AsOf(desk.columns.last_of(desk.campaign.id), desk.campaign.clock())
        known[at] = rows_at(desk, at)
        desk.campaign.clock.forward(minutes=1)
        if leaves:
            event, now = desk.campaign.event(EventKind.PARTICIPANTS_CHANGED), desk.campaign.clock()
            person = people[who]
            desk.campaign.write(
                lambda tx, person=person, event=event, now=now: desk.campaign.participants.leave(
                    tx, desk.campaign.id, [person.organisation_id], until=now, event=event
                )
            )
            desk.campaign.clock.forward(minutes=1)
            since = desk.campaign.clock()
            desk.campaign.write(
                lambda tx, person=person, event=event, since=since: desk.campaign.participants.join(
                    tx,
                    desk.campaign.id,
                    {person.organisation_id: "24"},
                    since=since,
                    reason="",
                    by_account=None,
                    event=event,
                )
            )
    desk.keeping.catch_up()
    desk.known = known
    for at, rows in known.items():
        assert repr(rows_at(desk, at)) == repr(rows)


def test_the_copy_is_made_again_and_takes_up_after_a_restart(desk: Desk) -> None:
    person = desk.campaign.school("sch240001")
    desk.submit(person, 5)
    told: list[tuple[int, int]] = []
    assert desk.keeping.rebuild(lambda done, total: told.append((done, total))) == 1
    assert told == [(1, 1)]
    assert desk.totals() == {"24": 5}
    desk.keeping.close()
    desk.campaign.world.submitted(desk.campaign.id, person, {SHEET: {"cells": {ROW: {FIRST: 6}}}}, 2)
    desk.open()
    desk.keeping.catch_up()
    assert desk.totals() == {"24": 6}
    assert desk.keeping.waiting() == 0


def test_the_copy_of_another_base_and_a_damaged_one_are_made_again(desk: Desk) -> None:
    desk.submit(desk.campaign.school("sch240001"), 5)
    desk.columns.ask(lambda base: None).result(10)
    desk.columns._base.execute("update submissions set sha256 = 'another'")
    desk.columns._base.execute("update cells set number = 1000")
    desk.keeping.close()
    desk.open()
    desk.keeping.catch_up()
    assert desk.totals() == {"24": 5}
    desk.keeping.close()
    (desk.home / "analysis.duckdb").write_bytes(b"not a database at all" * 1000)
    desk.open()
    desk.keeping.catch_up()
    assert desk.totals() == {"24": 5}


def test_a_submission_reaches_the_copy_within_two_seconds(desk: Desk) -> None:
    import time

    person = desk.campaign.school("sch240001")
    desk.keeping.start()
    desk.campaign.world.submitted(desk.campaign.id, person, {SHEET: {"cells": {ROW: {FIRST: 6}}}})
    until = time.monotonic() + 2
    while not desk.columns.last_of(desk.campaign.id) and time.monotonic() < until:
        time.sleep(0.05)
    assert desk.columns.last_of(desk.campaign.id)


def test_what_cannot_be_asked_is_told(desk: Desk) -> None:
    analysing, number = desk.analysing, desk.campaign.id
    now = desk.campaign.clock()
    for as_of in ("вчера", "2026-13-40 18:00", shown(now + timedelta(minutes=1)), shown(now - timedelta(seconds=3))):
        with pytest.raises(BadRequest, match=r"[а-я]"):
            analysing.summary(OPERATOR, number, as_of=as_of)
    for sheet, column in (("нет такого", FIRST), (SHEET, "нет такого"), (FREE, FIRST)):
        with pytest.raises(NotFound):
            analysing.profile(OPERATOR, number, sheet, column)
    with pytest.raises(NotFound):
        analysing.summary(OPERATOR, 999)
    with pytest.raises(BadRequest, match="группировать"):
        analysing.summary(OPERATOR, number, by=("region; drop table cells",))


def test_an_empty_collection_and_a_region_without_participants_give_empty_frames(desk: Desk) -> None:
    analysing, number = desk.analysing, desk.campaign.id
    desk.keeping.catch_up()
    for regions in (None, ("77",)):
        assert len(analysing.summary(OPERATOR, number, regions=regions)) == 0
        assert len(analysing.completeness(OPERATOR, number, regions=regions)) == 0
        frame, told = analysing.pace(OPERATOR, number, regions=regions)
        assert len(frame) == 0
        assert told.likely is None
        profile = analysing.profile(OPERATOR, number, SHEET, FIRST, regions=regions)
        assert profile.figures["filled"].tolist() == [0]
        assert len(profile.frequent) == len(profile.distribution) == len(profile.outliers) == 0


def test_a_pivot_that_nobody_could_look_at_is_refused() -> None:
    import pandas as pd

    frame = pd.DataFrame({"region": range(5_000), "column_id": [n % 500 for n in range(5_000)], "total": 1.0})
    assert MOST_CELLS < 500 * 5_000
    with pytest.raises(BadRequest, match="5000"):
        pivot(frame, rows="region", columns="column_id")
    assert pivot(frame[:100], rows="region", columns="column_id").shape == (100, 100)


def test_wrong_values_texts_and_outliers_have_their_places(desk: Desk) -> None:
    people = [desk.campaign.school(f"sch2400{n:02}") for n in range(12)]
    for at, person in enumerate(people):
        desk.submit(person, 1_000 if at == 11 else {"raw": "много"} if at == 10 else 10 + at % 3, name="Анна")
    profile = desk.analysing.profile(OPERATOR, desk.campaign.id, SHEET, FIRST)
    assert profile.figures[["filled", "wrong", "numbers"]].values.tolist() == [[12, 1, 11]]
    assert profile.outliers[["login", "number"]].values.tolist() == [["sch240011", 1000]]
    assert sum(profile.distribution["cells"]) == 11
    names = desk.analysing.profile(OPERATOR, desk.campaign.id, FREE, NAME)
    assert names.frequent[["value", "cells"]].values.tolist() == [["Анна", 12]]


def distribution(desk: Desk, *values: float) -> list[list[float]]:
    for at, value in enumerate(values):
        desk.submit(desk.campaign.school(f"sch2401{at:02}"), value)
    frame = desk.analysing.profile(OPERATOR, desk.campaign.id, SHEET, FIRST).distribution
    return frame[["begins", "ends", "low", "high", "cells"]].values.tolist()


@pytest.mark.parametrize(
    ("values", "bins"),
    [
        ((3, 3, 5), [[2.5, 3.5, 3, 3, 2], [4.5, 5.5, 5, 5, 1]]),
        ((7,), [[6.5, 7.5, 7, 7, 1]]),
        ((0, 1, 2, 27), [[-0.5, 1.5, 0, 1, 2], [1.5, 3.5, 2, 3, 1], [25.5, 27.5, 26, 27, 1]]),
        ((0, 20), [[-0.5, 1.5, 0, 1, 1], [19.5, 21.5, 20, 20, 1]]),
        ((0.5, 20.5), [[0.5, 1.5, 0.5, 1.5, 1], [19.5, 20.5, 19.5, 20.5, 1]]),
        ((0.5,), [[0.5, 0.5, 0.5, 0.5, 1]]),
    ],
)
def test_bins_of_whole_numbers_hold_as_many_of_them_each(
    desk: Desk, values: tuple[float, ...], bins: list[list[float]]
) -> None:
    assert distribution(desk, *values) == bins


def with_totals(desk: Desk) -> None:
    """A new collection whose form has a second row, typed, and a third, worked out from both."""
    campaign = desk.campaign
    sheet, *others = campaign.form.sheets
    total = Cell("integer", formula=["call", "SUM", [["range", 0, 2, 2, 3, 2, 0, 0, 0, 0]]])  # =SUM(B2:B3) in B4
    rows = (*sheet.rows, Row("rowaaaa2", 3, ("заочно",)), Row("rowaaaa3", 4, ("Итого",), {FIRST: total}))
    form = replace(campaign.form, key="itogi", sheets=(replace(sheet, rows=rows), *others))
    event = campaign.event(EventKind.FORM_ADDED)
    campaign.version = campaign.write(
        lambda tx: campaign.forms.add(tx, form, workbook=None, created_at=campaign.clock(), event=event)
    )
    campaign.id = campaign.collection("С итогом", campaign.opens_at, campaign.closes_at)
    for at, (one, two) in enumerate(((1, 2), (10, 20), (10, 30)), 1):
        person = campaign.school(f"sch24000{at}")
        cells = {ROW: {FIRST: one}, "rowaaaa2": {FIRST: two}, "rowaaaa3": {FIRST: one + two}}
        campaign.world.submitted(campaign.id, person, {SHEET: {"cells": cells}})
    desk.keeping.catch_up()


def test_what_a_form_works_out_from_other_rows_is_not_counted_again(desk: Desk) -> None:
    with_totals(desk)
    analysing, number = desk.analysing, desk.campaign.id
    assert desk.totals() == {"24": 73}
    profile = analysing.profile(OPERATOR, number, SHEET, FIRST)
    told = ["filled", "numbers", "total", "most", "median", "different"]
    assert profile.figures[told].values.tolist() == [[6, 6, 73, 30, 10, 5]]
    assert profile.frequent[["value", "cells"]].values.tolist()[0] == ["10.0", 2]
    assert profile.frequent["cells"].sum() == profile.distribution["cells"].sum() == 6
    assert profile.distribution["high"].max() == 30
    across = analysing.summary(OPERATOR, number, by=(), sheet=SHEET, column=FIRST, by_column=FIRST)
    assert across["total"].sum() == 73


def test_by_row_the_totals_stand_by_themselves_and_are_no_part_of_what_shares_are_of(desk: Desk) -> None:
    with_totals(desk)
    frame = desk.analysing.summary(OPERATOR, desk.campaign.id, by=("row",), sheet=SHEET, column=FIRST)
    found = frame[["row_id", "total", "subtotal"]].values.tolist()
    assert found == [[ROW, 21, False], ["rowaaaa2", 52, False], ["rowaaaa3", 73, True]]
    assert frame["share"].tolist() == pytest.approx([21 / 73, 52 / 73, 1])


def test_the_same_texts_over_parquet_give_the_same_figures(desk: Desk, tmp_path) -> None:
    for number, value in enumerate((5, {"raw": "много"}, 7, None), 1):
        desk.submit(desk.campaign.school(f"sch24000{number}"), value, name="Анна")
    asked = Asked(desk.campaign.id, AsOf(desk.columns.last_of(desk.campaign.id), desk.campaign.clock()), EVERYWHERE)
    notebook = duckdb.connect()
    for table in ("cells", "submissions", "participants"):
        path = tmp_path / f"{table}.parquet"
        text = f"copy {table} to '{path}' (format parquet)"
        desk.columns.ask(lambda base, text=text: base.execute(text)).result(10)
        notebook.execute(f"create view {table} as select * from '{path}'")
    prepare(notebook)
    for by in (("region",), ("organisation",), ("row", "kind"), ()):
        there = summary(notebook, asked, by=by)
        here = desk.columns.ask(lambda base, by=by: summary(base, asked, by=by)).result(10)
        assert here.equals(there)
        assert here["filled"].sum() == 10
    notebook.close()


def test_who_is_stuck_on_which_error_is_told_within_the_own_region(desk: Desk) -> None:
    campaign, projector = desk.campaign, desk.campaign.projector()
    one, two, far = (campaign.school(login) for login in ("sch240001", "sch240002", "sch050001"))
    good = campaign.school("sch240003")
    for person in (one, two, far):
        campaign.save(person, 1, ("set", SHEET, ROW, FIRST, {"raw": "много"}))
        campaign.clock.forward(minutes=1)
    campaign.save(two, 2, ("set", SHEET, ROW, SECOND, {"raw": "мало"}))
    campaign.save(good, 1, ("set", SHEET, ROW, FIRST, 25))
    projector.catch_up()
    everywhere = desk.analysing.stuck(OPERATOR, campaign.id)
    found = everywhere.errors[["column_id", "rule", "organisations", "cells"]].values.tolist()
    # The computed sum fails with them.
    assert found == [[FIRST, "type", 3, 3], [COMPUTED, "formula", 3, 3], [SECOND, "type", 1, 1]]
    coordinator = campaign.world.account("spo_coord_24")
    people = desk.analysing.stuck(coordinator, campaign.id).people
    typed = people[people["rule"] == "type"]
    assert typed["login"].tolist() == ["sch240001", "sch240002", "sch240002"]
    with pytest.raises(Refused):
        desk.analysing.stuck(coordinator, campaign.id, regions=("05",))
    campaign.save(one, 2, ("set", SHEET, ROW, FIRST, 25))
    projector.catch_up()
    assert "sch240001" not in set(desk.analysing.stuck(OPERATOR, campaign.id).people["login"])


def test_the_shadow_is_of_the_last_past_collection_that_anybody_submitted_to(desk: Desk, monkeypatch) -> None:
    desk.submit(desk.campaign.school("sch240001"), 5)
    now = desk.campaign.clock()
    monkeypatch.setattr(desk.base, "past", lambda *_: [(999, now), (desk.campaign.id, now)])
    shadow = desk.analysing.shadow(OPERATOR, desk.campaign.id)
    assert shadow is not None
    assert (shadow.title, shadow.pace["submitted"].tolist()) == ("Контингент", [1])
    monkeypatch.setattr(desk.base, "past", lambda *_: [(999, now)])
    assert desk.analysing.shadow(OPERATOR, desk.campaign.id) is None


def test_everybody_who_asks_the_same_shares_one_query(desk: Desk, monkeypatch) -> None:
    desk.submit(desk.campaign.school("sch240001"), 5)
    asked = []
    ask = desk.columns.ask
    monkeypatch.setattr(desk.columns, "ask", lambda work: asked.append(work) or ask(work))
    for _ in range(100):
        assert desk.totals() == {"24": 5}
    assert len(asked) == 1
    desk.submit(desk.campaign.school("sch240002"), 1)
    assert desk.totals() == {"24": 6}
