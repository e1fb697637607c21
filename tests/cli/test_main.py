"""The command line speaks Russian, ends with 0, 1 or 2, and never with a traceback."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from fisoko.cli.main import COMMANDS, fisoko
from tests.cli.terminal import Terminal


def every_command() -> Iterator[list[str]]:
    context = click.Context(fisoko)
    for name in fisoko.list_commands(context):
        yield [name]
        command = fisoko.get_command(context, name)
        if isinstance(command, click.Group):
            yield from ([name, inner] for inner in command.list_commands(context))


@pytest.mark.parametrize("path", [[], *every_command()], ids=" ".join)
def test_every_command_explains_itself_in_russian(path: list[str], terminal: Terminal) -> None:
    said = terminal(*path, "--help")
    assert said.status == 0
    assert said.out.startswith("Использование: fisoko")
    assert "Показать эту справку и выйти." in said.out
    assert not re.search(r"Usage|Options|Show this|required|default|\[x|<=|OPTIONS|ARGS", said.out)


@pytest.mark.parametrize("path", [path for path in every_command() if len(path) > 1], ids=" ".join)
def test_every_option_is_explained(path: list[str]) -> None:
    group = fisoko.get_command(click.Context(fisoko), path[0])
    assert isinstance(group, click.Group)
    command = group.get_command(click.Context(group), path[1])
    assert command
    for parameter in command.params:
        assert not isinstance(parameter, click.Option) or parameter.help, parameter.name


def test_the_help_names_every_command_with_what_it_does(terminal: Terminal) -> None:
    said = terminal("--help")
    for name, (_, text) in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(text)}$", said.out, re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["fomrs"], "нет команды «fomrs». Возможно, Вы имели в виду «forms»."),
        (["forms", "chek"], "нет команды «chek». Возможно, Вы имели в виду «check»."),
        (["forms", "check"], "не указано: ФОРМА.xlsx."),
        (["forms", "check", "/nowhere.xlsx"], "значение «/nowhere.xlsx» не подходит"),
        (["forms", "check", __file__, "second"], "лишнее в командной строке: second."),
        (["forms", "check", "--quick", __file__], "нет параметра «--quick»."),
        (["serve", "--port"], "параметру «--port» нужно значение."),
        (["serve", "--port", "70000"], "значение «70000» не подходит для --port: нужно целое число от 1 до 65535."),
        (["serve", "--port", "много"], "нужно целое число от 1 до 65535."),
        (["serve", "--home", __file__], "нужна папка, а это файл."),
        (["forms", "check", "/"], "значение «/» не подходит для ФОРМА.xlsx: нужен файл, а это папка."),
        (
            ["publications", "withdraw", "два"],
            "«два» не подходит для НОМЕР: нужен номер, целое число больше нуля.",
        ),
        (["export", "--collection", "9" * 20], "не подходит для --collection: нужен номер, целое число больше нуля."),
        (["serve", "--database", "mysql://x/y"], "настройка FISOKO_DATABASE: значение «mysql://x/y» не подходит."),
    ],
)
def test_a_wrong_command_line_is_explained_with_status_2(arguments: list[str], text: str, terminal: Terminal) -> None:
    said = terminal(*arguments)
    assert said.status == 2
    assert text in said.err
    assert said.out == ""


def test_a_group_without_a_command_shows_its_help(terminal: Terminal) -> None:
    said = terminal("forms")
    assert said.status == 2
    assert "check" in said.out + said.err


def test_an_unexpected_error_is_one_sentence_without_a_traceback(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fisoko.domain.forms.reading.check_workbook", lambda data: 1 / 0)
    file = tmp_path / "form.xlsx"
    file.touch()
    said = terminal("forms", "check", file)
    assert said.status == 1
    assert said.err.startswith("Ошибка: непредвиденная ошибка (ZeroDivisionError")
    assert "Traceback" not in said.err


def test_an_interruption_is_said_and_is_a_failure(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(data: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("fisoko.domain.forms.reading.check_workbook", interrupt)
    file = tmp_path / "form.xlsx"
    file.touch()
    said = terminal("forms", "check", file)
    assert (said.status, said.err.strip()) == (1, "Прервано.")
