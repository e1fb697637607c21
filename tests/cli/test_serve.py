"""`fisoko serve` gives Panel the flags without which the server must not run, and says what stands in its way."""

import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fisoko.cli.serve import panel_arguments, session_key
from fisoko.settings import Settings
from tests.cli.terminal import Terminal


def arguments(environ: dict[str, str]) -> list[str]:
    return panel_arguments(Settings.from_environment(environ))


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_panel_gets_every_safe_flag(tmp_path: Path) -> None:
    line = " ".join(arguments({}))
    for flag in (
        "--auth-module", "--plugins fisoko.web.plugin", "--enable-xsrf-cookies", "--session-ids signed",
        "--exclude-cookies", "--exclude-headers Cookie", "--session-token-expiration", "--allow-websocket-origin",
    ):  # fmt: skip
        assert flag in line


def test_pages_may_be_opened_at_the_public_address_only_where_there_is_one() -> None:
    line = arguments({"FISOKO_PUBLIC_URL": "https://cabinet.example"})
    origins = [line[index + 1] for index, one in enumerate(line) if one == "--allow-websocket-origin"]
    assert origins == ["cabinet.example"]


def test_a_proxy_is_believed_only_when_a_setting_says_so() -> None:
    assert "--use-xheaders" not in arguments({})
    assert "--use-xheaders" in arguments({"FISOKO_BEHIND_PROXY": "1"})


def test_a_taken_port_is_named_with_another_one(terminal: Terminal, taken_port: int, tmp_path: Path) -> None:
    said = terminal("serve", "--home", tmp_path, "--port", taken_port, "--address", "127.0.0.1")
    assert said.status == 1
    assert f"порт {taken_port} занят" in said.err
    assert f"--port {taken_port + 1}" in said.err


def test_an_address_that_the_machine_does_not_have_is_named(terminal: Terminal, tmp_path: Path) -> None:
    said = terminal("serve", "--home", tmp_path, "--address", "192.0.2.1")
    assert said.status == 1
    assert said.err.startswith("Ошибка: у этой машины нет адреса 192.0.2.1. Укажите другой")


def test_a_base_that_cannot_be_had_is_told_before_the_server_begins(terminal: Terminal, tmp_path: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        port = holder.getsockname()[1]
    (tmp_path / "fisoko.duckdb").write_text("не база")
    for words in (("serve", "--port", port), ("accounts", "list")):
        said = terminal(*words, "--home", tmp_path)
        assert (said.status, said.out) == (1, "")
        assert said.err == f"Ошибка: файл {tmp_path}/fisoko.duckdb – не база fisoko. Проверьте --home и --database.\n"


HASTY = """
import sys
from fisoko.cli.main import main
from fisoko.store import postgres_engine
postgres_engine.OPENING = 0.5
main(sys.argv[1:])
"""


def test_a_database_that_is_away_is_told_in_one_line(tmp_path: Path) -> None:
    words = ("accounts", "list", "--home", str(tmp_path), "--database", "postgresql://nobody@127.0.0.1:1/none")
    said = subprocess.run([sys.executable, "-c", HASTY, *words], capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert said.stderr == "Ошибка: база данных не отвечает. Проверьте FISOKO_DATABASE и что сервер базы запущен.\n"


def test_the_key_of_sessions_is_made_once_and_is_the_owners_alone(tmp_path: Path) -> None:
    settings = Settings.from_environment({}, home=tmp_path)
    key = session_key(settings)
    assert len(key) >= 48
    assert session_key(settings) == key
    assert stat.S_IMODE((settings.keys / "sessions").stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.keys.stat().st_mode) == 0o700
