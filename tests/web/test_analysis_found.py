"""What the analysis says where there is nobody, nothing, or too much to show; numbers are written as Russians do."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from fisoko.domain.error import NotFound, Refused
from fisoko.domain.forms.fields import Field
from fisoko.domain.person import OPERATOR
from fisoko.web.pages.analysis_asked import Answer
from fisoko.web.pages.analysis_choices import KEPT, Offered, offer, read
from fisoko.web.pages.analysis_drawn import Drawn, number_ticks, time_ticks
from fisoko.web.pages.analysis_found import found
from fisoko.web.pages.analysis_plot import Plot
from fisoko.web.pages.analysis_table import MOST_ROWS, shown, table

FIELDS = tuple(Field("s", "Лист", column, column.upper(), "integer", free=False) for column in ("a", "b"))
PLAIN = dict.fromkeys(KEPT, "") | {"tab": "summary", "level": "organisation", "field": "s.a", "figure": "total"}
REGIONS = {"24": "Красноярский край", "77": "г. Москва"}


def offered(fields: tuple[Field, ...] = FIELDS, *, every_region: bool = True) -> Offered:
    return Offered(3, "Контингент", fields, {}, REGIONS, every_region=every_region, plain=PLAIN)


def test_nobody_nothing_and_no_fields_are_said() -> None:
    empty = found(Answer(0, 0), offered(), PLAIN | {"region": "77"})
    assert empty.sentences == [
        "В регионе «г. Москва» нет участников этого сбора. Выберите другой регион или все регионы."
    ]
    assert "В этом сборе нет участников" in found(Answer(0, 0), offered(), PLAIN).sentences[0]
    assert "Пока никто не сдал отчет" in found(Answer(5, 0), offered(), PLAIN).sentences[0]
    assert "нет столбцов" in found(Answer(5, 0), offered(()), PLAIN).sentences[0]


def test_a_moment_at_which_nobody_took_part_yet_is_told_from_an_empty_list() -> None:
    opened = replace(offered(), opens_at=datetime(2026, 9, 1, 7, tzinfo=UTC))
    before = found(Answer(0, 0), opened, PLAIN | {"as_of": "2026-08-31"}).sentences[0]
    assert before.startswith("На 31.08.2026 00:00 мск сбор еще не был открыт: он открылся 01.09.2026 10:00 мск.")
    then = found(Answer(0, 0), opened, PLAIN | {"as_of": "07.09.2026 18:00", "region": "77"}).sentences[0]
    assert then.startswith("На 07.09.2026 18:00 мск участников в этом сборе в регионе «г. Москва» не было.")


def test_a_pivot_of_500_by_5000_is_answered_by_a_sentence() -> None:
    rows = pd.DataFrame(
        {"login": [f"spo24{n % 500:04d}" for n in range(5_000)], "value": [str(n) for n in range(5_000)]}
    )
    frame = rows.assign(total=1.0, numbers=1, filled=1, subtotal=False, organisations=1)
    shown_page = found(Answer(500, 500, {"summary": frame}), offered(), PLAIN | {"across": "s.b"})
    said = "".join(shown_page.tables)
    assert "Таблица слишком велика для страницы: строк 500, столбцов 5\u00a0000." in said
    assert "<table" not in said


def test_organisations_of_a_table_across_are_counted_once_each() -> None:
    rows = pd.DataFrame({"kind": ["spo", "spo"], "row_id": ["r1", "r2"]})
    frame = rows.assign(total=1.0, numbers=1, filled=1, subtotal=False, organisations=3)
    chosen = PLAIN | {"level": "kind", "across": "row", "figure": "organisations"}
    assert "организаций 3," in found(Answer(5, 3, {"summary": frame}), offered(), chosen).sentences[0]


def test_a_page_opens_with_the_first_column_of_numbers_decimal_ones_too() -> None:
    fields = [Field("s", "Лист", kind, kind, kind, free=False) for kind in ("text", "decimal", "integer")]
    analysing = SimpleNamespace(fields=lambda *_: fields, row_names=lambda *_: {})
    about = {"title": "Контингент", "regions": REGIONS, "every_region": True, "opens_at": None}
    services: Any = SimpleNamespace(analysing=analysing, monitoring=SimpleNamespace(about=lambda *_: about))
    assert offer(services, OPERATOR, 3).plain["field"] == "s.decimal"


@pytest.mark.parametrize("kind", ["bars", "bins", "lines"])
def test_a_plot_that_follows_a_change_makes_no_new_model(kind: str) -> None:
    data = {"bars": ["name", "value", "label"], "bins": ["left", "right", "top", "label"], "lines": ["x", "y", "label"]}
    before, after = ({name: [one] for name in data[kind]} | {"name": [str(one)]} for one in (1, 2))
    made = Plot(Drawn(kind, "a", before, x={0: "0"}, y={0: "0"}))
    models = made.figure.references()
    made.draw(Drawn(kind, "b", after, x={0: "0", 1: "1"}, y={0: "0", 2: "2"}))
    assert made.figure.references() == models
    assert (made.figure.title.text, made.figure.xaxis[0].ticker.ticks) == ("b", [0, 1])


def test_addresses_ask_for_nothing_foreign_or_unknown() -> None:
    assert read("?tab=pace&region=24&utm=1", offered())["region"] == "24"
    with pytest.raises(NotFound):
        read("?region=99", offered())
    with pytest.raises(Refused):
        read("?region=05", offered(every_region=False))
    for search in ("?field=s.c", "?across=x.y", "?tab=all", "?level=row", "?figure=median"):
        with pytest.raises(NotFound):
            read(search, offered())
    address = offered().address(PLAIN, of="24", figure="mean")
    assert address == "/collections/3/analysis?figure=mean&of=24"
    assert read(address.partition("?")[2], offered()) == PLAIN | {"of": "24", "figure": "mean"}


def test_numbers_ticks_and_texts_are_russian_and_escaped() -> None:
    assert [shown(one) for one in (1234567, 1234.5, -3, None, float("nan"))] == [
        "1\u00a0234\u00a0567", "1\u00a0234,50", "−3", "–", "–"
    ]  # fmt: skip
    assert [*number_ticks(0, 1).values()] == ["0", "0,20", "0,40", "0,60", "0,80", "1"]
    assert number_ticks(5, 5) == {5: "5"}
    assert len(number_ticks(-3_000, 45_000)) <= 8
    days = time_ticks(datetime(2026, 11, 1, 9), datetime(2026, 11, 30, 18))  # noqa: DTZ001 - local, as frames have it
    assert [*days.values()][:2] == ["06.11", "11.11"]
    rows = pd.DataFrame({"name": ["<b>&"] * (MOST_ROWS + 2), "total": 0})
    html = table(rows, ("name", "total"), links={"total": lambda row: "/x"})
    assert "&lt;b&gt;&amp;" in html
    assert "<a" not in html  # nothing is behind a zero
    assert "И еще строк: 2." in html
