"""The service sheet «О форме»: name, key, explanation, how many rows."""

import re
from dataclasses import dataclass, field

from fisoko.domain.forms.reading.page import Page, plain
from fisoko.domain.forms.reading.problem import Problems

KEY = re.compile(r"[a-z][a-z0-9_-]{0,63}")
MOST_ROWS = 5_000
ROWS = "строк не более"
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщыэюя"
LATIN = (
    "a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "h",
    "ts", "ch", "sh", "sch", "y", "e", "yu", "ya",
)  # fmt: skip
TRANSLIT = {**dict(zip(RUSSIAN, LATIN, strict=True)), "ъ": "", "ь": ""}


@dataclass
class About:
    """What «О форме» says; `rows` by sheet name, '' = every sheet."""

    title: str = ""
    key: str = ""
    note: str = ""
    rows: dict[str, int] = field(default_factory=dict)

    def max_rows(self, sheet: str) -> int | None:
        """The most rows of a free sheet, None when nothing is said."""
        return self.rows.get(sheet, self.rows.get(""))


def read_about(page: Page | None, sheets: list[str], problems: Problems) -> About:
    """The pairs of the sheet; unknown names are told."""
    about = About()
    if page is None:
        return about
    for row in range(1, page.last_row + 1):
        name = plain(page.raw(row, 1)).rstrip(":").strip()
        low = name.casefold().replace("ё", "е")
        text = str(page.raw(row, 2) or "").strip()
        place = page.place(row, 2)
        if not name:
            continue
        if low == "название":
            about.title = plain(text)
        elif low == "ключ":
            about.key = text
            if not KEY.fullmatch(text):
                problems.error(
                    f"Ключ «{text}» не подходит: нужны строчные латинские буквы, цифры, «_» и «-», первой буква",
                    page.name,
                    place,
                )
        elif low == "пояснение":
            about.note = text
        elif low.startswith(ROWS):
            _read_rows(page, row, name[len(ROWS) :], sheets, about, problems)
        elif low not in ("параметр", "имя", "свойство"):
            problems.note(
                f"строка «{name}» не прочитана: известны «Название», «Ключ», «Пояснение», «Строк не более»",
                page.name,
                page.place(row, 1),
            )
    return about


def _read_rows(page: Page, row: int, rest: str, sheets: list[str], about: About, problems: Problems) -> None:
    """«Строк не более» for every sheet, or for one: named in brackets, before a colon, or in a cell between."""
    first, second = plain(page.raw(row, 2)), plain(page.raw(row, 3))
    sheet = rest.strip(' :()«»"—-')
    number = second or first
    if second:
        sheet = first
    elif ":" in first:
        sheet, _, number = (part.strip() for part in first.rpartition(":"))
    place = page.place(row, 2)
    known = {name.casefold(): name for name in sheets}
    if sheet and sheet.casefold() not in known:
        problems.error(f"Листа «{sheet}» в форме нет; исправьте название", page.name, place)
    elif not number.isdecimal() or not 1 <= int(number) <= MOST_ROWS:
        problems.error(
            f"Наибольшее число строк «{number}» не подходит: нужно целое от 1 до {MOST_ROWS}", page.name, place
        )
    else:
        about.rows[known.get(sheet.casefold(), "")] = int(number)


def key_from(title: str) -> str:
    """A key made from a title: «Контингент» → kontingent."""
    latin = "".join(TRANSLIT.get(sign, sign) for sign in title.casefold())
    key = re.sub(r"[^a-z0-9]+", "_", latin).strip("_")[:40].strip("_")
    return key if KEY.fullmatch(key) else f"form_{key}".strip("_")
