"""A saved dashboard: one file, opened from the disk, that asks nobody for anything and shows what the site showed."""

import csv
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

import fisoko.analytics
from tests.browser.old_chromium import Missing, OldPage, launch
from tests.browser.signing import sign_in
from tests.browser.site import Site
from tests.browser.test_accessible import judge

pytestmark = pytest.mark.browser
COLLECTION = "Контингент"
MOST_BYTES = 6_000_000
PLACES = "Обучающихся на 1 курсе, человек / всего"


@pytest.fixture(scope="module")
def files(site: Site, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Dashboards of a region with everything, of all regions, without a submission, and of nobody."""
    folder = tmp_path_factory.mktemp("dashboards")
    listed = site.run("publications", "list").stdout
    numbers = {
        title: re.search(rf"  (\d+)  +{re.escape(title)}  ", listed)[1]  # type: ignore[index]
        for title in (COLLECTION, "Контингент (завершившие)")
    }
    wanted = {
        "region": (COLLECTION, "--region", "24"),
        "country": (COLLECTION,),
        "fresh": ("Контингент (завершившие)", "--region", "24"),
        "nobody": (COLLECTION, "--region", "77"),
    }
    made: dict[str, Path] = {}
    for name, (title, *words) in wanted.items():
        made[name] = folder / f"{name}.html"
        site.run("dashboard", "--collection", numbers[title], *words, "--out", str(made[name]))
    return made


@pytest.fixture
def opened(page: Page, files: dict[str, Path]) -> Iterator[Page]:
    """The region's dashboard, and afterwards: nothing was asked for, and nothing went wrong."""
    asked, faults = watched(page)
    page.goto(files["region"].as_uri())
    expect(page.locator("body[data-ready]")).to_be_attached()
    yield page
    assert asked == [files["region"].as_uri()]
    assert faults == []


def watched(page: Page) -> tuple[list[str], list[str]]:
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    return asked, faults


def tile(page: Page, name: str) -> int:
    return int(page.locator(f".tile[data-status='{name}'] b").inner_text())


def test_its_figures_are_those_of_the_api_and_the_analysis(opened: Page, site: Site, tmp_path: Path) -> None:
    token = site.run("accounts", "token", "spo_coord_24", "--name", "Сверка").stdout.strip()
    client = fisoko.analytics.connect(site.url, token, cache=tmp_path)
    progress = client.progress(COLLECTION).iloc[0]
    for name in ("idle", "work", "done"):
        assert tile(opened, name) == progress[name]
    assert tile(opened, "") == progress["total"] == progress["idle"] + progress["work"] + progress["done"]
    on_time = opened.locator(".facts li").filter(has_text="Вовремя").locator("b").inner_text()
    assert int(on_time) == progress["on_time"]
    results = client.results("Контингент", COLLECTION)
    results = results[~results["subtotal"]]
    opened.get_by_label("Столбец формы").select_option(label=f"Контингент: {PLACES}")
    shown = opened.locator("#figures div").filter(has_text="Сумма").locator("dd").inner_text()
    assert int(re.sub(r"\s", "", shown)) == int(results[PLACES].sum())
    people = client.participants(COLLECTION)
    opened.get_by_label("Найти по логину или названию").fill("spo240065")
    row = opened.locator("#list tbody tr")
    expect(row).to_have_count(1)
    mine = results[results["login"] == "spo240065"][PLACES]
    expect(row.locator("td").nth(3)).to_have_text("Сдано")
    assert people.set_index("login").loc["spo240065", "status"] == "done"
    expect(row.locator("td").nth(7)).to_have_text(f"{int(mine.sum())}")


def test_the_list_is_searched_sorted_and_narrowed(opened: Page) -> None:
    rows = opened.locator("#list tbody tr")
    expect(rows).to_have_count(50)
    opened.get_by_role("button", name="Показать еще").click()
    expect(rows).to_have_count(72)
    opened.locator("button.tile").filter(has_text="Не приступило").click()
    expect(rows).to_have_count(tile(opened, "idle"))
    opened.locator(".chips").get_by_role("button", name="Все").click()
    header = opened.get_by_role("columnheader", name="Сумма").last
    header.get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "descending")
    sums = [re.sub(r"\s", "", one) for one in opened.locator("#list tbody td:nth-child(8)").all_inner_texts()]
    numbers = [float(one.replace(",", ".")) for one in sums if one != "–"]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) == 24
    assert sums[: len(numbers)] == [one for one in sums if one != "–"]  # those without a figure come last
    opened.get_by_label("Найти по логину или названию").fill("нет такого")
    expect(opened.get_by_text("Ничего не найдено")).to_be_visible()


def test_a_column_is_chosen_and_its_charts_follow(opened: Page) -> None:
    data = "Bokeh.documents.map(one => one.get_model_by_name('bars-data')).filter(Boolean)[0].data"
    before = opened.evaluate(f"Array.from({data}.value)")
    opened.get_by_label("Столбец формы").select_option(label="Контингент: База образования")
    expect(opened.get_by_text("Чаще всего, ячеек")).to_be_visible()
    after = opened.evaluate(f"Array.from({data}.value)")
    assert before != after
    shown = opened.locator("#frequent tbody td:nth-child(2)").all_inner_texts()
    assert [str(one) for one in after] == [re.sub(r"\s", "", one) for one in shown]
    expect(opened.locator("#bins-part")).to_be_hidden()
    opened.get_by_label("Столбец формы").select_option(label=f"Контингент: {PLACES}")
    mean = opened.locator("#figures div").filter(has_text="Среднее").locator("dd")
    expect(mean).to_have_text(re.compile(r"^\d+,\d+$"))  # as Russians write it
    plot = opened.locator("#bars")
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box
    opened.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 24)
    expect(opened.locator(".hover").filter(has_text="spo240")).to_be_visible()


def test_there_is_nothing_of_another_region_in_it(site: Site, files: dict[str, Path]) -> None:
    with (site.home / "demo-accounts.csv").open(encoding="utf-8-sig") as source:
        accounts = list(csv.reader(source, delimiter=";"))[1:]
    text = files["region"].read_text("utf-8")
    own, foreign = 0, 0
    listed = site.run("accounts", "list").stdout
    regions = {line.split()[0]: line for line in listed.splitlines() if re.match(r"(spo|sch)\d{6}\b", line)}
    for account in accounts:
        login = next((one for one in account if re.fullmatch(r"(spo|sch)\d{6}", one)), None)
        if login is None:
            continue
        if " 24 " in regions[login]:
            own += login in text
        else:
            foreign += 1
            assert login not in text
    assert own >= 70
    assert foreign >= 80
    assert "Дагестан" not in text
    assert "Камчат" not in text
    country = files["country"].read_text("utf-8")
    assert "Республика Дагестан" in country
    assert not [one for one in regions if f'"{one}"' in country and one not in outliers(country)]


def outliers(text: str) -> set[str]:
    """Logins that a country's dashboard names because their figures stand out."""
    data = json.loads(re.search(r'<script id="data" type="application/json">(.*?)</script>', text)[1])  # type: ignore[index]
    return {row[0] for column in data["columns"] for row in column["outliers"]}


@pytest.mark.parametrize("name", ["region", "country", "fresh", "nobody"])
def test_every_kind_of_file_is_small_names_its_moment_and_is_accessible(
    name: str, browser: Browser, files: dict[str, Path]
) -> None:
    assert files[name].stat().st_size <= MOST_BYTES
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="ru-RU", bypass_csp=True)
    page = context.new_page()
    asked, faults = watched(page)
    page.goto(files[name].as_uri())
    expect(page.get_by_text(re.compile(r"данные на \d\d\.\d\d\.\d{4} \d\d:\d\d мск")).first).to_be_visible()
    words = {"nobody": "показывать нечего", "fresh": "Ни один отчет еще не сдан"}.get(name, "Свод и столбцы")
    expect(page.get_by_text(words).first).to_be_visible()
    if name != "nobody":
        expect(page.locator("body[data-ready]")).to_be_attached()
    assert (asked, faults) == ([files[name].as_uri()], [])
    found = judge(page, name)
    context.close()
    assert found == []


def test_it_says_the_essential_without_scripts_and_prints_whole(
    browser: Browser, files: dict[str, Path], context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    plain = browser.new_context(java_script_enabled=False)
    still = plain.new_page()
    still.goto(files["region"].as_uri())
    expect(still.locator(".tile b").first).to_have_text("72")
    expect(still.get_by_text("Графики и список показывает браузер")).to_be_visible()
    plain.close()
    page.goto(files["region"].as_uri())
    expect(page.locator("body[data-ready]")).to_be_attached()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#list tbody tr")).to_have_count(72)  # not a page of them
    page.emulate_media(media="print")
    expect(page.locator(".chips")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.fixture(scope="module")
def old_browser(playwright: Playwright) -> Iterator[Browser]:
    try:
        started = launch(playwright)
    except Missing as reason:
        pytest.skip(str(reason))
    yield started
    started.close()


def test_it_opens_in_the_oldest_browser(old_browser: Browser, files: dict[str, Path]) -> None:
    context = old_browser.new_context(viewport={"width": 1366, "height": 768})
    old = OldPage(context)
    asked: list[str] = []
    old.page.on("request", lambda request: asked.append(request.url))
    old.page.goto(files["region"].as_uri())
    old.until("document.body.dataset.ready")
    old.see(".tile b", "^72$")
    old.see("#figures dt", "Сумма")
    old.until("all('canvas').length >= 4")
    old.press("#list th button", "Статус")
    old.see("#list tbody td", "Не приступило")
    old.shot("dashboard")
    assert (asked, old.faults, old.refused) == ([files["region"].as_uri()], [], [])
    context.close()


def test_a_coordinator_saves_it_from_the_cabinet_and_finds_it_behind_the_bell(
    page: Page, site: Site, tmp_path: Path
) -> None:
    sign_in(page, site, "spo_coord_24", 30_000)
    page.get_by_role("button", name="Сбор данных об участниках ВПР СПО").first.click()
    block = page.locator(".collection").filter(has=page.get_by_role("button", name="Дашборд для показа"))
    block.get_by_role("button", name="Дашборд для показа").first.click()
    link = block.get_by_role("link", name="Загрузить дашборд")
    expect(link).to_be_visible(timeout=30_000)
    with page.expect_download() as coming:
        link.click()
    assert coming.value.suggested_filename == "Дашборд. Контингент (Красноярский край).html"
    answer = page.request.get(site.url + (link.get_attribute("href") or ""))
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["content-disposition"].startswith("attachment")
    file = tmp_path / "saved.html"
    coming.value.save_as(file)
    page.get_by_role("button", name="Уведомления").first.click()
    expect(page.get_by_text("Дашборд готов: «Контингент»").first).to_be_visible()
    if shots := os.environ.get("FISOKO_SHOTS"):
        page.screenshot(path=Path(shots) / "dashboard-button.png")
    page.goto(file.as_uri())
    expect(page.locator("body[data-ready]")).to_be_attached()
    expect(page.locator(".tile b").first).to_have_text("72")
