"""publication.toml: what a folder is to be as a publication."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any

from fisoko.domain.folder import texts
from fisoko.domain.folder.lines import Lines
from fisoko.domain.folder.remarks import Remarks, at_line
from fisoko.domain.moscow import MOSCOW, parse

AUDIENCE = ("roles", "kinds", "regions", "logins")
KEYS = ("title", "section", "published_at", "acknowledge", "key", "organisations_only", "stores", "audience")
LONGEST_KEY = 200  # signs
_PLACE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True)
class Description:
    """What is said, judged by itself alone: regions and sections are known to the base.

    `regions` are codes or names as typed, `logins` the name of a workbook, `stores` folder → title in the order of
    stores, `organisations_only` paths of files. `published_at` None: at once, or as it was.
    """

    title: str = ""
    section: str = ""
    published_at: datetime | None = None
    acknowledge: bool = False
    key: str = ""
    roles: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    logins: str = ""
    stores: Mapping[str, str] = field(default_factory=dict)
    organisations_only: tuple[str, ...] = ()
    lines: Lines = field(default_factory=lambda: Lines(""))

    def place(self, key: str, table: str = "", value: str = "") -> str:
        """Where that is said, for a remark."""
        return at_line(texts.DESCRIPTION, self.lines.of(key, table, value))


def read_description(source: str, remarks: Remarks) -> Description:
    """The description of this text; what cannot be used is remarked upon and left out."""
    lines = Lines(source)
    try:
        said = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        remarks.problem(*_unread(str(error), lines))
        return Description(lines=lines)
    reader = _Reader(lines, remarks)
    reader.known(said, KEYS)
    audience = reader.table(said, "audience")
    reader.known(audience, AUDIENCE, "audience")
    title = " ".join(reader.text(said, "title").split())
    if not title and isinstance(said.get("title", ""), str):
        remarks.problem(at_line(texts.DESCRIPTION, lines.of("title")), texts.NO_TITLE)
    stores = {
        name: one.strip() if isinstance(one, str) else reader.wrong(name, "stores", texts.NEED_TEXT)
        for name, one in reader.table(said, "stores").items()
    }
    for name, one in stores.items():
        if not one:
            remarks.problem(
                at_line(texts.DESCRIPTION, lines.of(name, "stores")), texts.NO_TITLE_OF_STORE.format(name=name)
            )
    logins = reader.text(audience, "logins", "audience").strip()
    if not logins and isinstance(audience.get("logins"), str):
        reader.wrong("logins", "audience", texts.NO_LIST)
    key = reader.text(said, "key").strip()
    if len(key) > LONGEST_KEY:
        remarks.problem(at_line(texts.DESCRIPTION, lines.of("key")), texts.LONG_KEY.format(most=LONGEST_KEY))
    return Description(
        title=title,
        section=reader.text(said, "section").strip(),
        published_at=reader.moment(said, "published_at"),
        acknowledge=reader.yes(said, "acknowledge"),
        key=key,
        roles=reader.list(audience, "roles", "audience", '"organiser"'),
        kinds=reader.list(audience, "kinds", "audience", '"spo"'),
        regions=reader.list(audience, "regions", "audience", '"24", "05"'),
        logins=logins,
        stores=stores,
        organisations_only=reader.list(said, "organisations_only", "", '"files/ключи.pdf"'),
        lines=lines,
    )


class _Reader:
    """Takes values of the right kind out of tables; says what is wrong with the others."""

    def __init__(self, lines: Lines, remarks: Remarks) -> None:
        self._lines, self._remarks = lines, remarks

    def known(self, table: Mapping[str, Any], names: Iterable[str], of: str = "") -> None:
        """No other names than these."""
        names = [*names]
        for key in table:
            if key in names:
                continue
            if of and key in KEYS:
                perhaps = texts.OF_THE_TOP.format(table=of)
            else:
                close = get_close_matches(key.lower(), names, 1)
                perhaps = texts.PERHAPS.format(name=close[0]) if close else ""
            told = texts.UNKNOWN_KEY.format(key=key, perhaps=perhaps, names=", ".join(names))
            self._remarks.problem(at_line(texts.DESCRIPTION, self._lines.of(key, of)), told)

    def table(self, said: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        """What stands under [key]."""
        value = said.get(key, {})
        if isinstance(value, Mapping):
            return value
        self.wrong(key, "", texts.NEED_TABLE)
        return {}

    def text(self, said: Mapping[str, Any], key: str, of: str = "") -> str:
        """A text, '' where there is none."""
        value = said.get(key, "")
        if not isinstance(value, str):
            return self.wrong(key, of, texts.NEED_TEXT)
        if any(ord(sign) < 32 and sign not in "\n\t" for sign in value):
            return self.wrong(key, of, texts.CONTROL)
        return value

    def yes(self, said: Mapping[str, Any], key: str) -> bool:
        """Yes or no."""
        value = said.get(key, False)
        if not isinstance(value, bool):
            self.wrong(key, "", texts.NEED_YES_NO)
        return value is True

    def list(self, said: Mapping[str, Any], key: str, of: str, sample: str) -> tuple[str, ...]:
        """Texts or whole numbers (regions are typed so) as texts; one of them may stand without brackets."""
        value = said.get(key, [])
        items = value if isinstance(value, list) else [value]
        if any(isinstance(item, bool) or not isinstance(item, str | int) for item in items):
            self.wrong(key, of, texts.NEED_LIST, sample=sample)
            return ()
        return tuple(str(item).strip() for item in items)

    def moment(self, said: Mapping[str, Any], key: str) -> datetime | None:
        """A moment: «01.12.2026 10:00» or TOML's own, of Moscow unless it says otherwise."""
        value = said.get(key)
        if value is None or value == "":
            return None
        if isinstance(value, datetime):
            return value if value.tzinfo else value.replace(tzinfo=MOSCOW)
        if isinstance(value, date | time):
            self.wrong(key, "", texts.NO_TIME)
        elif not isinstance(value, str):
            self.wrong(key, "", texts.NEED_TEXT)
        else:
            try:
                return parse(value)
            except ValueError as error:
                self.wrong(key, "", texts.BAD_TIME, why=error)
        return None

    def wrong(self, key: str, of: str, text: str, **words: Any) -> str:
        """Say it; what takes the value's place is ''."""
        self._remarks.problem(at_line(texts.DESCRIPTION, self._lines.of(key, of)), text.format(key=key, **words))
        return ""


def _unread(message: str, lines: Lines) -> tuple[str, str]:
    """The place of what TOML could not read, and what to do about it."""
    place = _PLACE.search(message)
    number = int(place[1]) if place else len(lines)
    line = lines.text(number).strip()
    if line.startswith("published_at"):
        hint = texts.HINT_TIME
    elif line.startswith("regions"):
        hint = texts.HINT_REGIONS
    elif "twice" in message or "overwrite" in message:
        hint = texts.HINT_TWICE
        number = number if place else _repeated(lines)
    elif "Unescaped" in message:
        hint = texts.HINT_BACKSLASH
    elif (
        "Unterminated" in message
        or "Unclosed" in message
        or "Illegal character" in message
        or "Expected ']'" in message
    ):
        hint = texts.HINT_UNCLOSED
    elif "Invalid statement" in message:
        hint = texts.HINT_NAME.format(names=", ".join(KEYS))
    elif "Invalid value" in message:
        hint = texts.HINT_QUOTES
    else:
        hint = texts.HINT_NONE
    return at_line(texts.DESCRIPTION, number), texts.BAD_TOML.format(hint=hint)


def _repeated(lines: Lines) -> int:
    met: set[str] = set()
    for number in range(1, len(lines) + 1):
        key = lines.text(number).partition("=")[0].strip()
        if "=" in lines.text(number) and key in met:
            return number
        met.add(key)
    return len(lines)
