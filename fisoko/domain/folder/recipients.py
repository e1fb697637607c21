"""Whom a folder's publication is for: roles, kinds and regions of its description, or a list of logins."""

from collections.abc import Iterable, Mapping

from fisoko.domain.folder import texts
from fisoko.domain.folder.description import Description
from fisoko.domain.folder.remarks import Remarks, at_cell
from fisoko.domain.folder.rows import column_of, plain
from fisoko.domain.forms.form import address
from fisoko.domain.person import LOGINS, Role, role_of_login

ROLES = {"organiser": Role.ORGANISER, "организатор": Role.ORGANISER, "организаторы": Role.ORGANISER}
ROLES |= {"coordinator": Role.COORDINATOR, "координатор": Role.COORDINATOR, "координаторы": Role.COORDINATOR}
ROLES |= {plain(role.title): role for role in (Role.ORGANISER, Role.COORDINATOR)}
KINDS = {"sch": "sch", "школа": "sch", "школы": "sch", "spo": "spo", "спо": "spo", "организации спо": "spo"}
LOGIN = ("логин", "логины", "login")
RUSSIAN = range(0x400, 0x460)


def chosen(said: Description, regions: Mapping[str, str], remarks: Remarks) -> tuple[tuple[str, ...], ...]:
    """Roles, kinds and codes of regions that the description names; `regions` are code → name."""
    codes = {plain(name): code for code, name in regions.items()} | {code: code for code in regions}
    codes |= {code.lstrip("0"): code for code in regions}
    return (
        _known(said, "roles", ROLES, texts.NO_ROLE, remarks),
        _known(said, "kinds", KINDS, texts.NO_KIND, remarks),
        _known(said, "regions", codes, texts.NO_REGION, remarks),
    )


def listed(rows: list[list[str]], book: str, known: frozenset[str] | set[str], remarks: Remarks) -> frozenset[str]:
    """The logins of a workbook's column; `known` are those that there are. All that is wrong stands with its cell."""
    head, column = column_of(rows, LOGIN)
    if column is None:
        remarks.problem(book, texts.NO_LOGIN_COLUMN)
        return frozenset()
    met: dict[str, str] = {}
    for number, row in enumerate(rows[head + 1 :], head + 1):
        login = row[column].strip() if column < len(row) else ""
        if not login:
            continue
        place = at_cell(book, number, column)
        if login in met:
            remarks.problem(place, texts.LOGIN_TWICE.format(login=login, cell=met[login]))
            continue
        met[login] = address(number + 1, column + 1)
        if login not in known:
            remarks.problem(place, _why(login))
    if not met:
        remarks.problem(book, texts.NO_LOGINS)
    return frozenset(met)


def typed_logins(rows: list[list[str]]) -> list[str]:
    """What stands in the column of logins, to ask the base about."""
    head, column = column_of(rows, LOGIN)
    if column is None:
        return []
    return sorted({row[column].strip() for row in rows[head + 1 :] if column < len(row)} - {""})


def _why(login: str) -> str:
    if any(ord(sign) in RUSSIAN for sign in login):
        return texts.RUSSIAN_LOGIN.format(login=login)
    if role_of_login(login) is None and role_of_login(login.lower()) in LOGINS:
        return texts.CASED_LOGIN.format(login=login, right=login.lower())
    return texts.NO_LOGIN.format(login=login)


def _known(said: Description, key: str, words: Mapping[str, str], text: str, remarks: Remarks) -> tuple[str, ...]:
    found: list[str] = []
    values: Iterable[str] = getattr(said, key)
    for value in values:
        word = words.get(plain(value))
        if word is None:
            remarks.problem(said.place(key, "audience", value), text.format(**{key[:-1]: value}))
        elif word not in found:
            found.append(str(word))
    return tuple(found)
