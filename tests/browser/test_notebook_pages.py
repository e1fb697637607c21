"""Notebooks served as pages: the figures of the site, for whoever the token is of, from this machine alone."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

import fisoko.analytics
from fisoko.analytics.client import Client
from tests.browser.site import ROOT, Site, free_port

pytestmark = pytest.mark.browser
TODAY, BEHIND = "1_segodnya_v_moem_regione", "2_kto_otstaet"
STARTING_SECONDS = 60
PATIENCE = 30_000  # ms: a page runs its whole notebook


@pytest.fixture(scope="module")
def token(site: Site) -> str:
    return site.run("accounts", "token", "spo_coord_24", "--name", "Страницы").stdout.strip()


@pytest.fixture(scope="module")
def served(site: Site, token: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `panel serve` on two notebooks, signed in by the environment as docs/how_to tells."""
    folder = tmp_path_factory.mktemp("pages")
    port = free_port()
    environment = {**site.environment, "FISOKO_URL": site.url, "FISOKO_TOKEN": token, "HOME": str(folder)}
    paths = [str(Path("notebooks") / f"{name}.ipynb") for name in (TODAY, BEHIND)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "panel", "serve", *paths, "--address", "127.0.0.1", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    address = f"http://127.0.0.1:{port}"
    until = time.monotonic() + STARTING_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=2):
                break
        except OSError:
            time.sleep(0.2)
    else:
        raise AssertionError((folder / "log").read_text("utf-8", "replace")[-3000:])
    yield address
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(30)


@pytest.fixture
def client(site: Site, token: str, tmp_path: Path) -> Client:
    return fisoko.analytics.connect(site.url, token, cache=tmp_path)


@pytest.fixture
def watched(page: Page) -> Iterator[Page]:
    """A page, and afterwards: nothing went wrong in it, and it asked no other machine for anything."""
    faults: list[str] = []
    hosts: set[str | None] = set()
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    yield page
    assert faults == []
    assert hosts <= {"127.0.0.1", None}  # None: data: and blob:


def test_the_first_shows_the_figures_of_the_api_and_follows_its_choices(
    watched: Page, served: str, client: Client
) -> None:
    watched.goto(f"{served}/{TODAY}")
    progress = client.progress("Контингент").iloc[0]
    expect(watched.get_by_role("heading", name="Сегодня в моем регионе")).to_be_visible(timeout=PATIENCE)
    for title, name in (("Всего", "total"), ("Не приступило", "idle"), ("В работе", "work"), ("Сдано", "done")):
        shown = watched.locator(".bk-panel-models-markup-HTML").filter(has_text=re.compile(rf"^\s*{title}\s*\d+\s*$"))
        expect(shown.first).to_have_text(re.compile(rf"{title}\s*{progress[name]}"), timeout=PATIENCE)
    expect(watched.get_by_text(re.compile(r"Данные на \d\d\.\d\d\.\d{4} \d\d:\d\d мск"))).to_be_visible()
    expect(watched.get_by_text("Дагестан")).to_have_count(0)
    watched.get_by_label("Сбор", exact=True).select_option("Кураторы")
    other = client.progress("Кураторы").iloc[0]
    expect(watched.get_by_role("cell", name=str(other["total"]), exact=True).first).to_be_visible(timeout=PATIENCE)
    moment = watched.get_by_label("На момент, по Москве")
    moment.fill("вчера")
    moment.press("Enter")
    expect(watched.get_by_text("не момент времени")).to_be_visible(timeout=PATIENCE)


def test_the_second_lists_who_has_not_begun_and_finds_one_of_them(watched: Page, served: str, client: Client) -> None:
    people = client.participants("Контингент")
    idle = people[people["status"] == "idle"]
    watched.goto(f"{served}/{BEHIND}")
    expect(watched.get_by_text(f"Организаций: {len(idle)} из {len(people)}")).to_be_visible(timeout=PATIENCE)
    expect(watched.get_by_text(idle["login"].iloc[0], exact=True)).to_be_visible(timeout=PATIENCE)
    search = watched.get_by_label("Логин или название")
    search.fill("spo240066")
    search.press("Enter")
    expect(watched.get_by_text(f"Организаций: 1 из {len(people)}")).to_be_visible(timeout=PATIENCE)
    expect(watched.get_by_text("spo240066", exact=True)).to_be_visible()
    watched.get_by_label("Состояние").select_option("Сдано")
    expect(watched.get_by_text(f"Организаций: 0 из {len(people)}")).to_be_visible(timeout=PATIENCE)
