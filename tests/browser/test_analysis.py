"""The analysis of a collection, on the whole site: tabs, choices in the address, ways down, regions, bad input."""

import time
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.signing import sign_in
from tests.browser.site import Site

pytestmark = pytest.mark.browser
PATIENCE = 30_000  # ms: a live page on a busy machine
TITLES = "[...Bokeh.documents[0].all_models].filter(one => one.type === 'Title').map(one => one.text)"


@pytest.fixture
def address(page: Page, site: Site) -> Iterator[str]:
    """The analysis of «Контингент», and nothing that the browser complains of, such as a script that is forbidden."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    sign_in(page, site, "spo_coord_24")
    page.get_by_role("button", name="Сбор данных об участниках ВПР СПО").first.click()
    href = page.get_by_role("link", name="Анализ").first.get_attribute("href") or ""
    yield site.url + href
    assert [one for one in complaints if "status of 40" not in one] == []


def federal(page: Page, site: Site) -> None:
    page.context.clear_cookies()
    sign_in(page, site, "fed_demo")


def shown(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", name=title).first).to_be_visible(timeout=PATIENCE)


def plotted(page: Page, title: str) -> None:
    """Wait until the one plot has a title that begins so."""
    until = time.monotonic() + PATIENCE / 1000
    while not [one for one in page.evaluate(TITLES) if one.startswith(title)]:
        assert time.monotonic() < until, page.evaluate(TITLES)
        page.wait_for_timeout(50)


def test_every_tab_has_sentences_a_plot_and_a_table_and_the_address_shows_the_same_again(
    page: Page, address: str
) -> None:
    page.goto(address)
    shown(page, "По часам")
    expect(page.locator("canvas").first).to_be_visible()
    expect(page.get_by_text("Сдали отчет: 24 из 72 (33,3 %).")).to_be_visible()
    page.get_by_role("link", name="Свод").click()
    shown(page, "Свод: ")
    expect(page.get_by_role("columnheader", name="Организация", exact=True)).to_be_visible()
    page.wait_for_url("**tab=summary**")
    page.get_by_label("Группировка").select_option("По видам ОО")
    expect(page.get_by_role("columnheader", name="Вид ОО")).to_be_visible()
    page.wait_for_url("**level=kind**")
    page.reload()
    expect(page.get_by_role("columnheader", name="Вид ОО")).to_be_visible(timeout=PATIENCE)
    page.go_back()
    expect(page.get_by_role("columnheader", name="Организация", exact=True)).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="Столбцы").click()
    shown(page, "Чаще всего")
    page.get_by_role("link", name="Полнота").click()
    shown(page, "Кто на чем застрял")


def test_a_number_of_the_summary_leads_down_to_the_organisations_behind_it(page: Page, address: str) -> None:
    page.goto(address + "?tab=summary&level=kind&figure=filled")
    row = page.get_by_role("row").filter(has_text="СПО")
    expect(row).to_be_visible(timeout=PATIENCE)
    count = row.get_by_role("cell").nth(1).inner_text()
    row.get_by_role("link").nth(1).click()
    behind = page.locator("#behind")
    expect(behind.get_by_role("heading", name="Организации за числом: СПО")).to_be_visible()
    expect(behind.get_by_role("row")).to_have_count(int(count) + 1)
    expect(behind).to_be_focused()
    page.wait_for_url("**of=spo**")
    login = behind.get_by_role("link", name="spo240065").first
    expect(login).to_have_attribute(
        "href", address.replace(page.url.split("/collections")[0], "").replace("/analysis", "/organisations/spo240065")
    )
    behind.get_by_role("link", name="Скрыть").click()
    expect(page.locator("#behind")).to_have_count(0)


def test_the_plot_follows_the_choices_and_the_page_stays_whole(page: Page, site: Site, address: str) -> None:
    page.goto(address + "?tab=summary&level=kind&figure=filled")
    shown(page, "Свод: ")
    plotted(page, "Заполнено ячеек: ")
    page.get_by_label("Показатель", exact=True).select_option("Организаций")
    plotted(page, "Организаций: ")
    page.get_by_role("link", name="Столбцы").click()
    plotted(page, "Распределение чисел, ячеек")
    assert "Traceback" not in site.log()


def test_a_table_goes_across_another_column_and_its_numbers_lead_down_too(page: Page, address: str) -> None:
    page.goto(address + "?tab=summary&level=kind&across=row&figure=filled")
    shown(page, "заполнено ячеек")
    table = page.get_by_role("table").first
    assert table.get_by_role("columnheader").count() > 2
    cell = table.get_by_role("row").nth(1).get_by_role("link").nth(1)
    cell.click()
    expect(page.locator("#behind").get_by_role("link").first).to_be_visible()
    page.wait_for_url("**at=**")


def test_the_summary_is_saved_as_a_workbook_with_what_it_was_asked_of(page: Page, address: str, tmp_path) -> None:
    page.goto(address + "?tab=summary&level=kind")
    shown(page, "Свод: ")
    total = page.get_by_role("row").filter(has_text="СПО").get_by_role("cell").nth(3).inner_text()
    with page.expect_download() as saving:
        page.get_by_role("link", name="Скачать xlsx").click()
    saved = tmp_path / "saved.xlsx"
    saving.value.save_as(saved)
    assert saving.value.suggested_filename == "Свод, Контингент.xlsx"
    book = load_workbook(saved)
    assert book.sheetnames == ["Свод", "О файле"]
    rows = [[cell.value for cell in row] for row in book["Свод"].iter_rows()]
    assert rows[0][:4] == ["Вид ОО", "Организаций", "Заполнено ячеек", "Сумма"]
    assert {row[0]: row[3] for row in rows[1:]}["СПО"] == int(total.replace("\u00a0", ""))
    facts = {row[0].value: row[1].value for row in book["О файле"].iter_rows(min_row=2)}
    assert (facts["Отбор"], facts["Запросил"]) == ("Красноярский край", "spo_coord_24")
    for search, status in (("?region=05", 403), ("?field=x.y", 404), ("?level=organisation&across=row", 200)):
        assert page.request.get(address + ".xlsx" + search).status == status


def test_who_is_stuck_on_an_error_is_listed_behind_it(page: Page, address: str) -> None:
    page.goto(address + "?tab=completeness")
    shown(page, "Кто на чем застрял")
    errors = page.get_by_role("region", name="Кто на чем застрял").get_by_role("row")
    first = errors.nth(1).get_by_role("cell")
    count, text = first.nth(2).inner_text(), first.nth(1).inner_text()
    first.nth(1).get_by_role("link").click()
    behind = page.locator("#behind")
    expect(behind.get_by_role("heading", name=f"Застряли: {text}")).to_be_visible()
    expect(behind.get_by_role("row")).to_have_count(int(count) + 1)
    assert "/organisations/" in (behind.get_by_role("link", name="240").first.get_attribute("href") or "")


def test_a_coordinator_gets_no_foreign_region_and_the_federal_organiser_chooses_one(
    page: Page, site: Site, address: str
) -> None:
    answer = page.goto(address + "?region=05")
    assert answer is not None
    assert answer.status == 403
    page.goto(address + "?region=24&tab=completeness")
    expect(page.get_by_text("Сдали отчет: 24 из 72")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_label("Регион")).not_to_be_visible()
    federal(page, site)
    page.goto(address + "?tab=completeness")
    expect(page.get_by_text("из 162")).to_be_visible(timeout=PATIENCE)
    page.get_by_label("Регион").select_option("24 Красноярский край")
    expect(page.get_by_text("Сдали отчет: 24 из 72")).to_be_visible()
    page.wait_for_url("**region=24**")
    page.get_by_label("Регион").select_option("77 г. Москва")
    expect(page.get_by_text("В регионе «г. Москва» нет участников этого сбора.")).to_be_visible()


AMISS = [
    ("?as_of=вчера", 400, "не момент времени"),
    ("?as_of=2999-01-01", 400, "еще не наступил"),
    ("?as_of=1999-01-01", 400, "ничего не известно"),
    ("?tab=summary&field=лист.столбец", 404, "Такого столбца в форме нет"),
    ("?tab=summary&across=shtaaaaa.colaaaaa", 404, "Такого столбца в форме нет"),
    ("?tab=всё", 404, "Такого раздела анализа нет"),
    ("?region=24&region=05", 403, "Нет доступа"),
]


def test_an_address_that_cannot_be_shown_says_why(page: Page, address: str) -> None:
    for search, status, words in AMISS:
        answer = page.request.get(address + search)
        assert (search, answer.status) == (search, status)
        assert words in answer.text()


def test_a_moment_that_is_none_says_so_and_a_past_one_is_named(page: Page, address: str) -> None:
    page.goto(address + "?tab=completeness")
    moment = page.get_by_label("На момент, по Москве")
    expect(moment).to_be_visible(timeout=PATIENCE)
    moment.fill("вчера")
    moment.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("«вчера» – не момент времени")
    expect(page.get_by_text("По сданным отчетам.")).to_be_visible()
    moment.fill("1.11.2026")
    moment.press("Enter")
    expect(page.get_by_text("По отчетам, сданным к 01.11.2026 00:00 мск.")).to_be_visible()
    expect(page.get_by_text("На 01.11.2026 00:00 мск сбор еще не был открыт")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_no_width_needs_scrolling_sideways(page: Page, address: str) -> None:
    for tab in ("pace", "summary"):
        page.goto(f"{address}?tab={tab}")
        expect(page.get_by_role("table").first).to_be_visible(timeout=PATIENCE)
        for width in (1920, 1366, 400):
            page.set_viewport_size({"width": width, "height": 768})
            page.wait_for_timeout(300)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
