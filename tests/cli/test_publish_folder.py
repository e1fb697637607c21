"""`fisoko publications publish` beside a running server and without one: example folders, problems, statuses."""

import os
import pty
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fisoko.cli import folder as command
from fisoko.cli.connection import dial
from fisoko.domain.person import OPERATOR
from fisoko.settings import Settings
from fisoko.web.commands import COMMANDS
from fisoko.wiring import Application, build
from tests.cli.published import workbook
from tests.cli.server import running
from tests.cli.terminal import Said, Terminal
from tests.folders import PDF, TITLE, made

EXAMPLES = Path(__file__).parents[2] / "data" / "publications"
PEOPLE = [
    ("Логин", "Регион", "Название"),
    ("spo_coord_24", "24", "Координатор"),
    ("spo240065", "24", "Колледж"),
    ("spo240067", "24", "Техникум"),
    ("spo240071", "24", "Колледж"),
    ("sch240001", "24", "Школа"),
]


class Desk:
    """An operator's terminal on a base with six accounts; `read` asks the base what has come of it."""

    def __init__(self, terminal: Terminal, home: Path, application: Application | None) -> None:
        self.terminal, self.home, self.application = terminal, home, application

    def publish(self, folder: Path, *options: str) -> Said:
        return self.terminal("publications", "publish", folder, *options, "--home", self.home)

    def cabinet(self, login: str) -> list[dict]:
        if self.application:
            return self._cabinet(self.application, login)
        application = build(Settings.from_environment({}, home=self.home))
        try:
            return self._cabinet(application, login)
        finally:
            application.close()

    @staticmethod
    def _cabinet(application: Application, login: str) -> list[dict]:
        account = application.accounts.list(OPERATOR, q=login)[0]
        return application.publishing.cabinet(account.identity())["publications"]


@pytest.fixture(params=["beside a server", "alone"])
def desk(request: pytest.FixtureRequest, tmp_path: Path, terminal: Terminal) -> Iterator[Desk]:
    home, people = tmp_path / "home", workbook(tmp_path / "people.xlsx", PEOPLE)
    if request.param == "alone":
        assert terminal("accounts", "import", people, "--home", home).status == 0
        yield Desk(terminal, home, None)
    else:
        with running(Settings.from_environment({}, home=home)) as application:
            assert terminal("accounts", "import", people, "--home", home).status == 0
            yield Desk(terminal, home, application)


def test_the_example_is_tried_published_and_changed(desk: Desk, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLES / "sroki-vpr-spo", tmp_path / "sroki"))
    tried = desk.publish(folder, "--dry-run")
    assert (tried.status, tried.err) == (0, "")
    assert "Новая публикация «О сроках проведения ВПР СПО и материалах для организаций»" in tried.out
    assert "+ Ключи к вариантам.docx (976 байт), только для организаций" in tried.out
    assert "Увидят: организаций 3, координаторов 1." in tried.out
    assert tried.out.endswith("Это проверка: ничего не записано.\n")
    assert desk.cabinet("spo240065") == []
    done = desk.publish(folder)
    assert (done.status, done.err) == (0, "")
    assert done.out.endswith("Публикация 1 создана.\n")
    [shown] = desk.cabinet("spo240065")
    assert [store["title"] for store in shown["stores"]] == ["Порядок и сроки", "Материалы для проведения"]
    assert shown["html"].count('href="/files/') == 3
    assert shown["acknowledge"] == {"at": None}
    assert desk.cabinet("sch240001") == []
    assert "изменений нет" in desk.publish(folder).out
    (folder / "text.md").write_text("Уважаемые коллеги! Сроки перенесены.\n", encoding="utf-8")
    changed = desk.publish(folder)
    assert "  + Уважаемые коллеги! Сроки перенесены." in changed.out
    assert changed.out.endswith("Публикация 1 изменена.\n")
    assert "Сроки перенесены" in desk.cabinet("spo240065")[0]["html"]


def test_the_example_for_a_list_of_logins_waits_for_its_moment(desk: Desk) -> None:
    said = desk.publish(EXAMPLES / "pismo-kolledzham")
    assert said.status == 0
    assert "Увидят: организаций 3, координаторов 1." in said.out
    there = len(desk.cabinet("spo240065"))
    assert there == (datetime.now(UTC) >= datetime(2026, 12, 1, 7, tzinfo=UTC))
    assert desk.cabinet("sch240001") == []
    assert "Об уточнении контингента" in desk.terminal("publications", "list", "--home", desk.home).out


def test_every_problem_is_printed_and_nothing_is_written(desk: Desk, tmp_path: Path) -> None:
    folder = made(tmp_path / "п", {"text.md": "<script>", "files/а.pdf": b"MZ", "files/...": PDF}, "")
    for options in ((), ("--dry-run",)):
        said = desk.publish(folder, *options)
        assert (said.status, said.out) == (1, "")
        assert said.err.splitlines()[0] == "Не опубликовано ничего, исправьте в папке:"
        assert len(said.err.splitlines()) == 5
    assert desk.cabinet("spo240065") == []


def test_notes_are_told_and_do_not_stop_it(desk: Desk, tmp_path: Path) -> None:
    said = desk.publish(made(tmp_path / "п", {"text.md": "Текст", "черновик.docx": "x"}))
    assert said.status == 0
    assert said.err == (
        "Обратите внимание:\n"
        "  черновик.docx: лежит вне хранилища и не публикуется. Если он нужен, переложите его в папку files.\n"
    )


def test_other_folders_and_words_are_refused(desk: Desk, tmp_path: Path) -> None:
    none = desk.publish(tmp_path / "нет")
    assert (none.status, "такой папки нет" in none.err) == (2, True)
    file = desk.publish(workbook(tmp_path / "п.xlsx", PEOPLE))
    assert (file.status, "нужна папка" in file.err) == (2, True)
    other = desk.publish(made(tmp_path / "другая", {"files/а.pdf": PDF}, None))
    assert (other.status, "нет файла publication.toml" in other.err) == (1, True)
    assert desk.terminal("publications", "publish", "--home", desk.home).status == 2


def test_a_large_file_goes_through_whole(desk: Desk, tmp_path: Path) -> None:
    content = PDF + os.urandom(5_000_000)
    assert desk.publish(made(tmp_path / "п", {"files/видео.pdf": content, "files/пусто.txt": b""})).status == 0
    files = desk.cabinet("spo240065")[0]["stores"][0]["files"]
    assert [(one["name"], one["size"]) for one in files] == [("видео.pdf", len(content)), ("пусто.txt", 0)]
    [blob] = [path for path in (desk.home / "blobs").rglob("*") if path.is_file() and path.stat().st_size > 1000]
    assert blob.read_bytes() == content


def test_a_file_that_changes_on_the_way_stops_it(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made(tmp_path / "п", {"files/а.pdf": PDF + b"1"})
    scan = command.scan

    def late(place: Path):
        read = scan(place)
        (place / "files" / "а.pdf").write_bytes(PDF + b"2")
        return read

    monkeypatch.setattr(command, "scan", late)
    said = desk.publish(folder)
    assert (said.status, "изменился, пока публиковался" in said.err) == (1, True)
    assert desk.cabinet("spo240065") == []
    monkeypatch.undo()
    assert [*(desk.home / "blobs").rglob("*.part")] == []


def test_a_server_that_goes_away_in_the_middle_leaves_nothing(tmp_path: Path, terminal: Terminal) -> None:
    home, people = tmp_path / "home", workbook(tmp_path / "people.xlsx", PEOPLE)
    folder = made(tmp_path / "п", {"files/а.pdf": PDF})
    with running(Settings.from_environment({}, home=home)) as application:
        terminal("accounts", "import", people, "--home", home)

        def broken(*_: object, **__: object) -> None:
            raise RuntimeError("gone")

        kept, COMMANDS["publications.publish_folder"] = COMMANDS["publications.publish_folder"], broken
        try:
            said = terminal("publications", "publish", folder, "--home", home)
        finally:
            COMMANDS["publications.publish_folder"] = kept
        assert said.status == 1
        assert application.publishing.list(OPERATOR) == []
        assert terminal("publications", "publish", folder, "--home", home).status == 0
        assert len(application.publishing.list(OPERATOR)) == 1


def test_a_command_that_is_cut_off_leaves_no_half_content(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with running(Settings.from_environment({}, home=home)) as application:
        line = dial(application.settings.control_socket)
        line.sendall(b"PUT /contents HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n" + bytes(500_000))
        wait_for(lambda: [*(home / "blobs").glob(".*.part")])
        line.close()
        wait_for(lambda: not [*(home / "blobs").glob(".*.part")])
    assert [path for path in (home / "blobs").rglob("*") if path.is_file()] == []


def wait_for(what: Callable[[], object]) -> None:
    until = time.monotonic() + 10
    while not what():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_on_a_terminal_a_bar_is_shown(tmp_path: Path, desk: Desk) -> None:
    folder = made(tmp_path / "п", {"files/а.pdf": PDF + bytes(3_000_000)}, TITLE)
    words = [
        sys.executable,
        "-m",
        "fisoko",
        "publications",
        "publish",
        str(folder),
        "--dry-run",
        "--home",
        str(desk.home),
    ]
    child, seen = pty.fork()[0:2]
    if child == 0:
        os.execvp(words[0], words)  # the test goes on in the parent
    shown = b""
    try:
        while piece := os.read(seen, 4096):
            shown += piece
    except OSError:  # the other end is closed
        pass
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert "Чтение файлов" in shown.decode()
    assert "100%" in shown.decode()
