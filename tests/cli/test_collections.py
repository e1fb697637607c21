"""Terms of collections are changed by commands, beside a running server and without one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fisoko.domain.moscow import show
from tests.cli.published import TERM
from tests.cli.terminal import Terminal

LATER = show(datetime.now(UTC) + timedelta(days=20))
PAST = "01.09.2020 10:00"


def test_the_term_of_a_collection_is_changed_alone(published: Path, terminal: Terminal) -> None:
    said = terminal("collections", "term", "1", "--closes", LATER, "--home", published)
    assert (said.status, said.out) == (0, "Сроки сбора 1 изменены. Уведомлений отправлено: 3.\n")
    listed = terminal("publications", "list", "--home", published).out
    assert LATER in listed
    assert TERM not in listed


def test_a_term_that_has_passed_waits_for_a_confirmation(published: Path, terminal: Terminal) -> None:
    ask = ("collections", "term", "1", "--opens", "01.09.2020 09:00", "--closes", PAST, "--home", published)
    said = terminal(*ask)
    assert said.status == 1
    assert "--confirm" in said.err
    assert TERM in terminal("publications", "list", "--home", published).out
    assert terminal(*ask, "--confirm").status == 0
    assert PAST in terminal("publications", "list", "--home", published).out


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("1",), 2, "не указано, что изменить"),
        (("1", "--closes", "завтра"), 2, "«завтра» – не момент времени"),
        (("1", "--opens", LATER), 1, "Сбор должен закрываться позже, чем открывается."),
        (("7", "--closes", LATER), 1, "сбора данных 7 нет"),
    ],
)
def test_a_term_that_makes_no_sense_is_refused_in_one_sentence(
    published: Path, terminal: Terminal, words: tuple[str, ...], status: int, told: str
) -> None:
    said = terminal("collections", "term", *words, "--home", published)
    assert said.status == status
    assert told in said.err
    assert "Traceback" not in said.err


def test_some_participants_get_a_term_of_their_own(published: Path, tmp_path: Path, terminal: Terminal) -> None:
    logins = tmp_path / "logins.txt"
    logins.write_text("spo240001\n", encoding="utf-8")
    extend = ("collections", "extend", "1", "--closes", LATER, "--home", published)
    said = terminal(*extend, "--participants", logins, "--reason", "карантин")
    assert (said.status, said.out) == (0, f"Сбор 1: свой срок, до {LATER} мск, назначен. Организаций: 1.\n")
    term = terminal("collections", "term", "1", "--closes", LATER, "--home", published)
    assert "отправлено: 1." in term.out, "the other region has no coordinator, and who was extended keeps the own term"


@pytest.mark.parametrize(
    ("who", "reason", "status", "told"),
    [
        ("region:99", "карантин", 1, "Региона с кодом «99» нет."),
        ("завтра", "карантин", 2, "нужно all, region:КОД"),
        ("all", " ", 2, "причина пуста"),
    ],
)
def test_an_extension_of_nobody_or_without_a_reason_is_refused(
    published: Path, terminal: Terminal, who: str, reason: str, status: int, told: str
) -> None:
    words = ("--closes", LATER, "--participants", who, "--reason", reason)
    said = terminal("collections", "extend", "1", *words, "--home", published)
    assert said.status == status
    assert told in said.err
