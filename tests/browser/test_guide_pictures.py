"""Pictures of the users' guide: taken anew from the demonstration site with FISOKO_PICTURES=1, else accounted for."""

import io
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.signing import sign_in
from tests.browser.site import ROOT, Site

IMAGES = ROOT / "docs" / "guide" / "images"
REFERENCE = re.compile(r"!\[[^\]]+\]\(([^)\s]+\.png)\)")
LARGEST = 150 * 1024  # bytes
SCREEN = (1366, 768)
PATIENCE = 30_000  # ms: a live page on a busy machine
PUBLICATION = re.compile("Сбор данных об участниках ВПР СПО")
TAKING = os.environ.get("FISOKO_PICTURES") == "1"


def referenced() -> set[Path]:
    """Every picture that a text of the project shows."""
    texts = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    return {(text.parent / name).resolve() for text in texts for name in REFERENCE.findall(text.read_text("utf-8"))}


def test_every_picture_that_a_text_shows_exists_and_none_is_left_over() -> None:
    assert referenced() == {path.resolve() for path in IMAGES.iterdir()}


def test_pictures_are_screens_of_their_size_and_light() -> None:
    for path in IMAGES.iterdir():
        assert path.stat().st_size < LARGEST, path.name
        with Image.open(path) as picture:
            assert picture.size == SCREEN, path.name


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = Site(tmp_path_factory.mktemp("pictures"))
    made.fill()
    made.start()
    yield made
    made.kill()


def unfolded(page: Page) -> None:
    heading = page.get_by_role("button", name=PUBLICATION)
    if heading.get_attribute("aria-expanded") != "true":
        heading.click()
    expect(page.get_by_text("Статус", exact=True).first).to_be_visible()


def login(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/login")
    page.get_by_label("Логин").fill("spo240067")


def cabinet(page: Page, site: Site) -> None:
    sign_in(page, site, "spo240067", PATIENCE)
    unfolded(page)
    page.evaluate("scrollTo(0, 0)")


def filling(page: Page, site: Site) -> None:
    sign_in(page, site, "spo240067", PATIENCE)
    unfolded(page)
    block = page.locator(".collection").filter(has_text="Контингент")
    block.get_by_role("link", name="Редактировать").click()
    expect(page.get_by_role("grid")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.type("24")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile(r"Сохранено \d\d:\d\d:\d\d"))).to_be_visible()
    page.keyboard.press("F8")


def receipt(page: Page, site: Site) -> None:
    sign_in(page, site, "spo240065", PATIENCE)
    page.goto(f"{site.url}/receipts")
    code = page.get_by_role("row").nth(1).get_by_text(re.compile(r"^[0-9A-Z]{8}$")).inner_text()
    page.goto(f"{site.url}/receipts/{code}")
    expect(page.get_by_role("button", name="Напечатать")).to_be_visible()


def coordinator(page: Page, site: Site) -> None:
    sign_in(page, site, "spo_coord_24", PATIENCE)
    unfolded(page)
    over(page, page.locator(".collection").filter(has_text="Контингент"))


def participants(page: Page, site: Site) -> None:
    sign_in(page, site, "spo_coord_24", PATIENCE)
    unfolded(page)
    page.get_by_role("button", name="Список участников").first.click()
    page.get_by_role("searchbox", name="Поиск").fill("образования")
    expect(page.get_by_role("link", name="Открыть данные spo240067")).to_be_visible()
    page.evaluate("scrollTo(0, 0)")


def store(page: Page) -> Locator:
    return page.locator(".store").first


def files(page: Page, site: Site) -> None:
    sign_in(page, site, "spo240067", PATIENCE)
    unfolded(page)
    row = store(page).get_by_role("row").filter(has_text="Не скачан").first
    with page.expect_download():
        row.get_by_role("link", name=re.compile("^Скачать ")).click()
    expect(store(page).get_by_text(re.compile("^Скачан ")).first).to_be_visible()
    over(page, store(page))


def unfolded_files(page: Page, site: Site) -> None:
    sign_in(page, site, "spo240067", PATIENCE)
    unfolded(page)
    store(page).get_by_role("button", name="Раскрыть").click()
    expect(store(page).get_by_role("searchbox").or_(store(page).get_by_role("textbox"))).to_be_visible()
    over(page, store(page))


def finding(page: Page, site: Site) -> None:
    sign_in(page, site, "spo240072", PATIENCE)
    page.get_by_role("textbox", name="Поиск по публикациям").fill("график")
    expect(page.get_by_role("search").get_by_text(re.compile("^Найден"))).to_be_visible()
    page.get_by_role("button", name="Порядок и план-график").first.click()
    expect(page.get_by_role("button", name="Ознакомлен(а)")).to_be_visible()


def bell(page: Page, site: Site) -> None:
    sign_in(page, site, "spo240069", PATIENCE)
    page.get_by_role("button", name=re.compile("^Уведомления")).click()
    expect(page.get_by_role("dialog", name="Уведомления")).to_be_visible()


def downloads(page: Page, site: Site) -> None:
    sign_in(page, site, "spo_coord_24", PATIENCE)
    unfolded(page)
    store(page).get_by_role("button", name="Отчет", exact=True).click()
    expect(store(page).get_by_role("link", name="Загрузить отчет")).to_be_visible(timeout=PATIENCE)
    over(page, store(page))


def export(page: Page, site: Site) -> None:
    sign_in(page, site, "spo_coord_24", PATIENCE)
    unfolded(page)
    block = page.locator(".collection").filter(has_text="Контингент")
    block.get_by_role("button", name="Экспорт результатов").click()
    expect(block.get_by_role("link", name="Загрузить отчет")).to_be_visible(timeout=PATIENCE)
    over(page, block)


def reports(page: Page, site: Site) -> None:
    sign_in(page, site, "spo_coord_24", PATIENCE)
    page.get_by_role("button", name=re.compile("^Уведомления")).click()
    news = page.get_by_role("dialog", name="Уведомления")
    expect(news.get_by_role("link", name="Загрузить отчет").first).to_be_visible()


def acknowledged(page: Page, site: Site) -> None:
    sign_in(page, site, "spo_coord_24", PATIENCE)
    page.get_by_role("button", name="Порядок и план-график").first.click()
    page.get_by_role("button", name="Кто ознакомился").click()
    expect(page.get_by_role("table", name="Кто ознакомился")).to_be_visible()
    over(page, page.locator(".acknowledge").first)


def over(page: Page, part: Locator) -> None:
    """The part of the page stands in the picture, below the header."""
    part.evaluate("node => scrollTo(0, scrollY + node.getBoundingClientRect().top - 120)")


SCENES: list[Callable[[Page, Site], None]] = [
    *(login, cabinet, files, unfolded_files, finding, bell, filling, receipt),
    *(coordinator, participants, downloads, export, reports, acknowledged),
]


def light(screenshot: bytes) -> Image.Image:
    """The picture in its 256 commonest colours: grounds and lines stay as they are, edges of letters nearly so."""
    with Image.open(io.BytesIO(screenshot)) as picture:
        full = picture.convert("RGB")
    common = sorted(full.getcolors(SCREEN[0] * SCREEN[1]) or [], reverse=True)[:256]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, colour in common for part in colour])
    return full.quantize(palette=palette, dither=Image.Dither.NONE)


@pytest.mark.browser
@pytest.mark.skipif(not TAKING, reason="pictures are taken anew with FISOKO_PICTURES=1")
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_a_picture_is_taken(scene: Callable[[Page, Site], None], site: Site, browser: Browser) -> None:
    context = browser.new_context(
        viewport={"width": SCREEN[0], "height": SCREEN[1]}, locale="ru-RU", timezone_id="Asia/Krasnoyarsk"
    )
    page = context.new_page()
    scene(page, site)
    page.mouse.move(SCREEN[0] - 1, SCREEN[1] - 1)  # nothing is hovered over
    page.wait_for_timeout(600)  # the last figures and fonts
    light(page.screenshot()).save(IMAGES / f"{scene.__name__}.png", optimize=True)
    context.close()


def test_there_is_a_scene_for_every_picture() -> None:
    assert {f"{scene.__name__}.png" for scene in SCENES} == {path.name for path in IMAGES.iterdir()}
