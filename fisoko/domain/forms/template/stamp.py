"""The stamp of a workbook that goes out: whose it is, of which form, and which rows it held."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MARK = "fisoko"


@dataclass(frozen=True)
class Stamp:
    """`seq` is the change up to which the draft went out; `sheets` are names by id, `rows` of free sheets by id."""

    form: str
    version: int
    collection: int
    organisation: str
    seq: int
    sheets: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def lines(self) -> list[list[str]]:
        """The rows of the hidden sheet."""
        lines = [
            [MARK, "1"],
            ["form", self.form],
            ["version", str(self.version)],
            ["collection", str(self.collection)],
            ["organisation", self.organisation],
            ["seq", str(self.seq)],
        ]
        lines += [["sheet", sheet, name] for sheet, name in self.sheets.items()]
        lines += [["row", sheet, row] for sheet, rows in self.rows.items() for row in rows]
        return lines

    @classmethod
    def read(cls, lines: Iterable[Sequence[Any]]) -> "Stamp | None":
        """The stamp of the rows of a sheet; None when it is none."""
        single: dict[str, str] = {}
        sheets: dict[str, str] = {}
        rows: dict[str, list[str]] = {}
        for name, *rest in lines:
            words = [str(word) for word in rest if word is not None]
            if name == "sheet" and len(words) == 2:
                sheets[words[0]] = words[1]
            elif name == "row" and len(words) == 2:
                rows.setdefault(words[0], []).append(words[1])
            elif isinstance(name, str) and len(words) == 1:
                single.setdefault(name, words[0])
        numbers = [single.get(name, "") for name in ("version", "collection", "seq")]
        if MARK not in single or not all(word.isdecimal() and len(word) < 19 for word in numbers):
            return None
        version, collection, seq = map(int, numbers)
        return cls(
            single.get("form", ""), version, collection, single.get("organisation", ""), seq, sheets,
            {sheet: tuple(dict.fromkeys(ids)) for sheet, ids in rows.items()},
        )  # fmt: skip
