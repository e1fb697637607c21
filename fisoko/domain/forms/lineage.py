"""A new version of a form takes over the ids of the old one: which sheet, column and row is which."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from fisoko.domain.forms.form import Column, Form, Row, Rule, Sheet

Part = TypeVar("Part", Sheet, Column, Row)


@dataclass(frozen=True)
class Kinship:
    """What one part of the new version was taken for; `sheet` is the new sheet's name, '' for sheets themselves.

    `kind` is "sheet", "column" or "row"; `old` and `new` name both for a person; `id` is the old one's, now kept.
    """

    kind: str
    sheet: str
    old: str
    new: str
    id: str


@dataclass(frozen=True)
class Lineage:
    """The new version under the old ids, what a person should confirm, and what has no place in it any more."""

    form: Form
    uncertain: tuple[Kinship, ...]
    gone: tuple[Kinship, ...]
    added: tuple[Kinship, ...]


def match(old: Form, new: Form) -> Lineage:
    """Give the parts of a new version the ids of the old parts they continue.

    Certain: a defined name, else the sheet's name with the path of headings or the captions, where no other has the
    same. Uncertain: the same place among those left. Values follow ids, so ids never meet twice on a sheet.
    """
    uncertain: list[Kinship] = []
    gone: list[Kinship] = []
    added: list[Kinship] = []
    pairs = _match(
        old.sheets,
        new.sheets,
        [lambda sheet: sheet.name, lambda sheet: sheet.name.casefold().strip()],
        _same_columns,
    )
    _tell("sheet", "", pairs, old.sheets, new.sheets, uncertain, gone, added)
    ids: dict[str, str] = {}
    sheets: list[Sheet] = []
    for sheet in new.sheets:
        found = pairs.get(sheet.id)
        if found is None:
            sheets.append(sheet)
            continue
        ids[sheet.id] = found[0].id
        sheets.append(_inherit(found[0], sheet, uncertain, gone, added))
    rules = _inherit_rules(old, new, ids)
    return Lineage(replace(new, sheets=tuple(sheets), rules=rules), tuple(uncertain), tuple(gone), tuple(added))


def _inherit(old: Sheet, new: Sheet, uncertain: list[Kinship], gone: list[Kinship], added: list[Kinship]) -> Sheet:
    """The new sheet with the ids of the old one, its columns and its rows."""
    columns = _match(
        old.columns,
        new.columns,
        [
            lambda column: None if "!" in column.key else column.key,
            lambda column: column.path,
            lambda column: tuple(_plain(part) for part in column.path),
        ],
        lambda one, other: one.letter == other.letter and one.cell.type == other.cell.type,
    )
    _tell("column", new.name, columns, old.columns, new.columns, uncertain, gone, added)
    ids = {column.id: columns[column.id][0].id for column in new.columns if column.id in columns}
    rows: dict[str, tuple[Row, bool]] = {}
    if not old.free and not new.free:
        rows = _match(
            old.rows,
            new.rows,
            [lambda row: row.captions, lambda row: tuple(_plain(part) for part in row.captions)],
            lambda one, other: one.number == other.number,
        )
        _tell("row", new.name, rows, old.rows, new.rows, uncertain, gone, added)
    return replace(
        new,
        id=old.id,
        columns=tuple(replace(column, id=ids.get(column.id, column.id)) for column in new.columns),
        rows=tuple(
            replace(
                row,
                id=rows[row.id][0].id if row.id in rows else row.id,
                cells={ids.get(column, column): cell for column, cell in row.cells.items()},
            )
            for row in new.rows
        ),
    )


def _match(
    old: Sequence[Part],
    new: Sequence[Part],
    marks: Sequence[Callable[[Part], Hashable]],
    alike: Callable[[Part, Part], bool],
) -> dict[str, tuple[Part, bool]]:
    """Old parts by the new parts' ids, and whether each is certain.

    Every mark in turn pairs those that carry it alone on both sides. What is left is paired within equals, certain
    where the place is the same too, else in order; then wherever `alike` says so, not certain.
    """
    pairs: dict[str, tuple[Part, bool]] = {}
    taken: set[str] = set()

    def left() -> tuple[list[Part], list[Part]]:
        return [part for part in old if part.id not in taken], [part for part in new if part.id not in pairs]

    def pair(one: Part, other: Part, *, certain: bool) -> None:
        pairs[other.id] = (one, certain)
        taken.add(one.id)

    for mark in marks:
        olds, news = left()
        counts = Counter(mark(part) for part in olds), Counter(mark(part) for part in news)
        by_mark = {mark(part): part for part in olds}
        for part in news:
            key = mark(part)
            if key is not None and counts[0][key] == counts[1][key] == 1:
                pair(by_mark[key], part, certain=True)
    olds, news = left()
    for part in news:
        twins = [one for one in olds if one.id not in taken and marks[-1](one) == marks[-1](part) is not None]
        if twins:
            same = [one for one in twins if alike(one, part)]
            pair((same or twins)[0], part, certain=bool(same))
    olds, news = left()
    for part in news:
        for one in olds:
            if one.id not in taken and alike(one, part):
                pair(one, part, certain=False)
                break
    return pairs


def _same_columns(one: Sheet, other: Sheet) -> bool:
    """Whether two sheets of different names are most likely one: more than half of the headings are the same."""
    paths = [{tuple(_plain(part) for part in column.path) for column in sheet.columns} for sheet in (one, other)]
    return one.free == other.free and 2 * len(paths[0] & paths[1]) > max(len(paths[0]), len(paths[1]))


def _inherit_rules(old: Form, new: Form, ids: Mapping[str, str]) -> tuple[Rule, ...]:
    """The rules under their old ids where sheet and message (or condition) are the same, so that explanations hold."""
    waiting = list(old.rules)
    rules: list[Rule] = []
    for rule in new.rules:
        rule = replace(rule, sheet=ids.get(rule.sheet, rule.sheet))
        near = [one for one in waiting if one.sheet == rule.sheet]
        kin = next((one for one in near if one.message == rule.message), None) or next(
            (one for one in near if (one.condition, one.range) == (rule.condition, rule.range)), None
        )
        if kin is not None:
            waiting.remove(kin)
            rule = replace(rule, id=kin.id)
        rules.append(rule)
    return tuple(rules)


def _tell(
    kind: str,
    sheet: str,
    pairs: Mapping[str, tuple[Any, bool]],
    old: Sequence[Any],
    new: Sequence[Any],
    uncertain: list[Kinship],
    gone: list[Kinship],
    added: list[Kinship],
) -> None:
    for part in new:
        if part.id not in pairs:
            added.append(Kinship(kind, sheet, "", _name(part), part.id))
        elif not pairs[part.id][1]:
            kin = pairs[part.id][0]
            uncertain.append(Kinship(kind, sheet, _name(kin), _name(part), kin.id))
    kept = {one.id for one, _ in pairs.values()}
    gone += [Kinship(kind, sheet, _name(part), "", part.id) for part in old if part.id not in kept]


def _name(part: Sheet | Column | Row) -> str:
    """How a person knows this part."""
    if isinstance(part, Sheet):
        return part.name
    if isinstance(part, Column):
        return f"{part.letter}: {' / '.join(part.path)}"
    return f"{part.number}: {' / '.join(caption for caption in part.captions if caption)}"


def _plain(text: str) -> str:
    """A heading or caption without what an edit of its looks changes."""
    return " ".join(text.casefold().replace("ё", "е").replace(".", " ").replace(",", " ").split())
