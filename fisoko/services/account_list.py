"""What a workbook of accounts says: its columns, its people, and every problem with its row."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from fisoko.domain.person import LOGINS, Role, role_of_login

COLUMNS = {
    "login": ("логин",),
    "role": ("роль",),
    "region": ("регион", "код региона"),
    "organisation": ("организация", "образовательная организация", "оо"),
    "name": ("название", "наименование", "пользователь"),
    "contact": ("контакт", "контакты", "ответственный", "телефон", "почта"),
}
NEEDED = {"login": "Логин", "region": "Регион", "name": "Название"}
HEAD_ROWS = 20  # the headings stand in one of the first rows
LONGEST_NAME = 500  # signs
CYRILLIC = re.compile(r"[А-Яа-яЁё]")
EXPECTED = "нужно spo_coord_ и две цифры, sch или spo и шесть цифр либо fed_ и латинские буквы"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An account that is asked for; `region` is a code, None for a federal organiser."""

    login: str
    role: Role
    region: str | None
    name: str
    contact: str = ""


def read_list(rows: list[list[str]], regions: dict[str, str]) -> tuple[list[Wanted], list[str]]:
    """The accounts of the rows, and every problem in Russian; `regions` are code → name."""
    head, places = _headings(rows)
    missing = [title for key, title in NEEDED.items() if key not in places]
    if "name" not in places and "organisation" in places:
        missing.remove("Название")
    if missing:
        titles = ", ".join(f"«{title}»" for title in missing)
        return [], [f"В первой таблице книги нет столбцов: {titles}. Добавьте их с такими заголовками."]
    codes = {_plain(name): code for code, name in regions.items()} | {code: code for code in regions}
    wanted: list[Wanted] = []
    problems: list[str] = []
    met: dict[str, int] = {}
    for number, row in enumerate(rows[head + 1 :], head + 2):
        cells = {key: row[place].strip() if place < len(row) else "" for key, place in places.items()}
        if not any(cells.values()):
            continue
        person, wrong = _person(cells, codes)
        if person.login in met:
            wrong.append(f"логин «{person.login}» уже есть в строке {met[person.login]}")
        met.setdefault(person.login, number)
        problems += [f"Строка {number}: {text}." for text in wrong]
        wanted.append(person)
    if not wanted:
        problems.append("В книге нет ни одной строки с учетной записью.")
    return wanted, problems


def _headings(rows: list[list[str]]) -> tuple[int, dict[str, int]]:
    """The number of the row of headings from 0, and column → place; the row with most of them."""
    best: tuple[int, dict[str, int]] = (0, {})
    for number, row in enumerate(rows[:HEAD_ROWS]):
        titles = [_plain(cell) for cell in row]
        places = {
            key: next(place for place, title in enumerate(titles) if title in names)
            for key, names in COLUMNS.items()
            if any(title in names for title in titles)
        }
        if len(places) > len(best[1]):
            best = number, places
    return best


def _person(cells: dict[str, str], codes: dict[str, str]) -> tuple[Wanted, list[str]]:
    login, problems = cells["login"], []
    role = role_of_login(login)
    if not login:
        problems.append("нет логина")
    elif CYRILLIC.search(login):
        problems.append(f"в логине «{login}» есть русские буквы, нужны латинские")
    elif role is None and role_of_login(login.lower()):
        problems.append(f"логин «{login}» пишется строчными буквами: «{login.lower()}»")
    elif role is None:
        problems.append(f"логин «{login}» не подходит: {EXPECTED}")
    given = _role(cells.get("role", ""))
    if cells.get("role") and given is None:
        problems.append(f"роли «{cells['role']}» нет; есть {_listed(one.title for one in LOGINS)}")
    elif role and given and given is not role:
        problems.append(f"логин «{login}» – это {role.title}, а в столбце «Роль» {given.title}")
    region = codes.get(cells["region"].zfill(2)) or codes.get(_plain(cells["region"]))
    if cells["region"] and region is None:
        problems.append(f"региона «{cells['region']}» нет; нужен код из двух цифр или название")
    elif region is None and role in (Role.ORGANISER, Role.COORDINATOR):
        problems.append("не указан регион")
    name = cells.get("name") or cells.get("organisation", "")
    if not name:
        problems.append("не указано название")
    elif len(name) > LONGEST_NAME:
        problems.append(f"название длиннее {LONGEST_NAME} знаков")
    made = Wanted(
        login, role or Role.ORGANISER, None if role is Role.FEDERAL else region, name, cells.get("contact", "")
    )
    return made, problems


def _role(text: str) -> Role | None:
    plain = _plain(text)
    return next(
        (role for role in LOGINS if plain in (role.value, _plain(role.title), _plain(role.title).split()[-1])), None
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split())


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"«{word}»" for word in words)
