"""Commands do the same beside a running server and without one."""

import stat
from pathlib import Path

import openpyxl
import pytest

from fisoko.settings import Settings
from tests.cli.published import FORM, PEOPLE, TERM, workbook
from tests.cli.server import running
from tests.cli.terminal import Terminal


@pytest.fixture
def imported(home: Path, tmp_path: Path, terminal: Terminal) -> Path:
    assert terminal("accounts", "import", workbook(tmp_path / "people.xlsx", PEOPLE), "--home", home).status == 0
    return home


def test_imported_accounts_are_listed_and_their_passwords_shown_once(
    home: Path, tmp_path: Path, terminal: Terminal
) -> None:
    said = terminal("accounts", "import", workbook(tmp_path / "people.xlsx", PEOPLE), "--home", home)
    assert said.status == 0
    assert "Создано учетных записей: 3." in said.out
    assert len([line for line in said.out.splitlines() if line.startswith("spo")]) == 3
    listed = terminal("accounts", "list", "--home", home, "--region", "05").out
    assert "spo050001" in listed
    assert "spo240001" not in listed


def test_passwords_may_go_to_a_file_of_the_owners(home: Path, tmp_path: Path, terminal: Terminal) -> None:
    file = tmp_path / "passwords.csv"
    people = workbook(tmp_path / "people.xlsx", PEOPLE)
    said = terminal("accounts", "import", people, "--home", home, "--passwords", file)
    assert "spo240001" not in said.out
    assert "spo240001;" in file.read_text(encoding="utf-8-sig")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_workbook_with_mistakes_brings_nothing_and_names_each(home: Path, tmp_path: Path, terminal: Terminal) -> None:
    rows = [*PEOPLE, ("сpo240002", "", "24", "", "С русской буквой"), ("spo240003", "", "99", "", "Нет региона")]
    said = terminal("accounts", "import", workbook(tmp_path / "people.xlsx", rows), "--home", home)
    assert said.status == 1
    assert "Строка 5" in said.err
    assert "Строка 6" in said.err
    assert "spo240001" not in terminal("accounts", "list", "--home", home).out


def test_an_account_is_blocked_unblocked_and_given_a_password(imported: Path, terminal: Terminal) -> None:
    assert terminal("accounts", "block", "spo240001", "--home", imported).status == 0
    assert "заблокирована" in terminal("accounts", "list", "--home", imported, "--find", "spo240001").out
    assert terminal("accounts", "unblock", "spo240001", "--home", imported).status == 0
    assert "заблокирована" not in terminal("accounts", "list", "--home", imported, "--find", "spo240001").out
    assert "Новый пароль spo240001: " in terminal("accounts", "reset-password", "spo240001", "--home", imported).out


def test_a_login_that_is_not_there_is_named(imported: Path, terminal: Terminal) -> None:
    said = terminal("accounts", "block", "spo249999", "--home", imported)
    assert said.status == 1
    assert "Логина «spo249999» нет" in said.err


def test_a_publication_is_made_edited_and_withdrawn(imported: Path, tmp_path: Path, terminal: Terminal) -> None:
    text = tmp_path / "text.html"
    text.write_text("<p>Уважаемые коллеги!</p>", encoding="utf-8")
    words = ["--title", "Кураторы", "--text", text, "--form", FORM, "--closes", TERM, "--participants", "region:24"]
    assert terminal("publications", "create", *words, "--home", imported).out == "Публикация 1 создана.\n"
    listed = terminal("publications", "list", "--home", imported).out
    assert TERM in listed
    assert terminal("publications", "edit", "1", "--title", "Кураторы групп", "--home", imported).status == 0
    assert terminal("publications", "withdraw", "1", "--home", imported).status == 0
    assert "(снята) Кураторы групп" in terminal("publications", "list", "--home", imported).out


def test_a_running_collection_gets_another_form_once_what_is_lost_is_confirmed(
    imported: Path, tmp_path: Path, terminal: Terminal
) -> None:
    words = ["--title", "Кураторы", "--form", FORM, "--closes", TERM, "--participants", "region:24"]
    terminal("publications", "create", *words, "--home", imported)
    edit = ("publications", "edit", "1", "--home", imported)
    assert terminal(*edit, "--form", FORM).out.endswith("Форма та же самая: менять нечего.\n")
    other = FORM.parent / "kontingent.xlsx"
    unsure = terminal(*edit, "--form", other)
    assert (unsure.status, "--confirm" in unsure.err, "исчезает" in unsure.out) == (1, True, True)
    assert "Форма заменена версией" in terminal(*edit, "--form", other, "--confirm").out
    assert terminal(*edit, "--confirm").status == 2
    stranger = terminal(*edit, "--form", other, "--collection", "77")
    assert (stranger.status, "нет сбора с таким номером" in stranger.err) == (1, True)


def test_what_is_wrong_with_a_publication_is_said(imported: Path, terminal: Terminal) -> None:
    create = ("publications", "create", "--home", imported, "--title", "Кураторы")
    assert "--closes" in terminal(*create, "--form", FORM).err
    assert "не момент времени" in terminal(*create, "--form", FORM, "--closes", "завтра").err
    assert "--form" in terminal(*create, "--closes", TERM).err
    wrong = terminal(*create, "--form", FORM, "--closes", TERM, "--participants", "region:777")
    assert (wrong.status, "участники «region:777»" in wrong.err) == (2, True)
    nobody = terminal(*create, "--form", FORM, "--closes", TERM, "--participants", "region:41")
    assert (nobody.status, "Не выбрано ни одной организации" in nobody.err) == (1, True)
    old = imported / "old.html"
    old.write_bytes("Уважаемые коллеги".encode("cp1251"))
    for option in ("--text", "--participants"):
        unread = terminal(*create, "--form", FORM, "--closes", TERM, option, old)
        assert (unread.status, "UTF-8" in unread.err) == (1, True)
    missing = terminal("publications", "withdraw", "77", "--home", imported)
    assert (missing.status, "публикации 77 нет" in missing.err) == (1, True)


def test_results_are_exported_to_a_file_that_is_not_overwritten(
    imported: Path, tmp_path: Path, terminal: Terminal
) -> None:
    terminal("publications", "create", "--home", imported, "--title", "Кураторы", "--form", FORM, "--closes", TERM)
    file = tmp_path / "results.xlsx"
    said = terminal("export", "--collection", "1", "--out", file, "--home", imported, "--region", "24")
    assert (said.status, said.out) == (0, f"Отчет готов: {file}\n")
    assert openpyxl.load_workbook(file).sheetnames[-1] == "О файле"
    assert "уже есть" in terminal("export", "--collection", "1", "--out", file, "--home", imported).err
    assert terminal("export", "--collection", "1", "--out", file, "--home", imported, "--force").status == 0
    missing = terminal("export", "--collection", "77", "--out", tmp_path / "other.xlsx", "--home", imported)
    assert (missing.status, "сбора данных 77 нет" in missing.err) == (1, True)


def test_without_a_base_a_command_says_how_to_get_one(tmp_path: Path, terminal: Terminal) -> None:
    said = terminal("accounts", "list", "--home", tmp_path / "nowhere")
    assert said.status == 1
    assert "fisoko demo --home" in said.err
    assert not (tmp_path / "nowhere").exists()


def test_a_base_held_by_a_process_that_does_not_answer_is_named(tmp_path: Path, terminal: Terminal) -> None:
    import subprocess
    import sys

    settings = Settings.from_environment({}, home=tmp_path)
    holding = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(settings.duckdb_file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout
        holder.stdout.readline()
        said = terminal("accounts", "list", "--home", tmp_path)
        holder.kill()
    assert said.status == 1
    assert "держит другой процесс" in said.err


def test_the_socket_is_the_owners_alone_and_goes_with_the_server(tmp_path: Path) -> None:
    settings = Settings.from_environment({}, home=tmp_path)
    with running(settings):
        mode = settings.control_socket.stat().st_mode
        assert stat.S_ISSOCK(mode)
        assert stat.S_IMODE(mode) == 0o600
    assert not settings.control_socket.exists()


def test_a_home_with_a_very_long_path_has_its_socket_too(tmp_path: Path, terminal: Terminal) -> None:
    home = tmp_path / ("д" * 60) / ("о" * 60)
    with running(Settings.from_environment({}, home=home)):
        assert terminal("accounts", "list", "--home", home).status == 0
