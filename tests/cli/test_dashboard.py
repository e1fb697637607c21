"""`fisoko dashboard`: a file that needs no server, of one region or of each, beside a server and without one."""

import re
from datetime import UTC, datetime
from pathlib import Path

from tests.cli.published import publish
from tests.cli.terminal import Terminal


def test_one_region_is_one_file_that_is_not_overwritten_and_holds_nobody_else(
    published: Path, tmp_path: Path, terminal: Terminal
) -> None:
    file = tmp_path / "r24.html"
    words = ("dashboard", "--home", published, "--collection", 1, "--region", "24", "--out", file)
    said = terminal(*words)
    assert (said.status, said.out) == (0, f"Дашборд готов: {file}\n")
    text = file.read_text("utf-8")
    assert "Красноярский край · данные на" in text
    assert "Колледж" in text
    assert "spo240001" in text
    assert "spo050001" not in text
    assert "Техникум" not in text
    assert "уже есть" in terminal(*words).err
    assert terminal(*words, "--force").status == 0
    assert not [*tmp_path.glob(".*.part")]


def test_a_region_without_participants_says_so_in_words(published: Path, tmp_path: Path, terminal: Terminal) -> None:
    file = tmp_path / "r41.html"
    assert terminal("dashboard", "--home", published, "--collection", 1, "--region", "41", "--out", file).status == 0
    assert "нет участников сбора: показывать нечего" in file.read_text("utf-8")


def test_what_is_wrong_is_said_and_no_file_is_left(published: Path, tmp_path: Path, terminal: Terminal) -> None:
    file = tmp_path / "r.html"

    def told(*words: object) -> tuple[int, str]:
        said = terminal("dashboard", "--home", published, "--collection", 1, "--out", file, *words)
        assert not file.exists()
        return said.status, said.err

    assert "«вчера» – не момент времени" in told("--as-of", "вчера")[1]
    assert "еще не наступил" in told("--as-of", "2099-01-01 10:00")[1]
    assert "ничего не известно" in told("--as-of", "01.01.1999 10:00")[1]
    assert "еще записываются" in told("--as-of", datetime.now(UTC).isoformat())[1]
    status, text = told("--region", "240")
    assert (status, "Региона с кодом «240» нет" in text) == (1, True)
    status, text = told("--region", "24", "--all")
    assert (status, "что-то одно" in text) == (2, True)
    missing = terminal("dashboard", "--home", published, "--collection", 77, "--out", file)
    assert (missing.status, "сбора данных 77 нет" in missing.err) == (1, True)
    nowhere = terminal("dashboard", "--home", published, "--collection", 1, "--out", tmp_path / "no" / "r.html")
    assert (nowhere.status, "папки" in nowhere.err) == (1, True)
    folder = terminal("dashboard", "--home", published, "--collection", 1, "--out", tmp_path)
    assert (folder.status, "– папка" in folder.err) == (1, True)


def test_each_region_has_its_file_and_one_that_fails_is_named_while_the_rest_goes_on(
    tmp_path: Path, terminal: Terminal
) -> None:
    home, folder = tmp_path / "home", tmp_path / "all"
    publish(home, tmp_path, terminal)
    (folder / "05.html").mkdir(parents=True)  # where a file cannot be put
    words = ("dashboard", "--home", home, "--collection", 1, "--all", "--out", folder)
    said = terminal(*words)
    assert said.status == 1
    assert re.search(r"регионов: 88\. Не созданы:\n  05 Республика Дагестан: ", said.err)
    assert said.err.count("\n") == 2
    listed = (folder / "index.html").read_text("utf-8")
    files = sorted(one.name for one in folder.glob("*.html") if one.is_file())
    assert len(files) == 88 + 2  # and the list, and all regions together
    assert set(re.findall(r'href="([^"]+)"', listed)) == {*files} - {"index.html"}
    assert "Республика Дагестан – файл не создан" in listed
    assert "http" not in listed.replace("http-equiv", "")
    assert "spo240001" in (folder / "24.html").read_text("utf-8")
    assert "spo240001" not in (folder / "all.html").read_text("utf-8")
    assert "уже есть файл index.html" in terminal(*words).err
