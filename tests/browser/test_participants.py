"""The list of participants: on a thin page by addresses, in a live page by messages."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import cabinets
from tests.browser.bench import Bench

pytestmark = pytest.mark.browser


def sent(bench: Bench, page: Page, count: int) -> list[dict]:
    """The messages posted so far, once there are `count` of them."""
    for _ in range(50):
        if len(bench.posts) >= count:
            break
        page.wait_for_timeout(100)
    return [body for _, body in bench.posts]


def test_columns_are_the_manuals_and_the_icon_opens_the_data(page: Page):
    with Bench("participants", cabinets.participants()) as bench:
        page.goto(bench.url)
        panel = page.get_by_role("dialog", name="Список участников")
        first, second = panel.get_by_role("table").nth(0), panel.get_by_role("table").nth(1)
        expect(first.get_by_role("columnheader")).to_have_text(
            ["Логин", "Пользователь", "Статус", "Срок", "Полнота", "Дата начала работы", "Дата подачи", "Данные"]
        )
        row = first.get_by_role("row").filter(has_text="spo240065")
        for text in [
            "Сдано",
            "вовремя",
            "360 из 360",
            "отличается от сданного: 14 ячеек",
            "23.11.2026 13:37",
            "23.11.2026 13:56",
        ]:
            expect(row).to_contain_text(text)
        opened = row.get_by_role("link", name="Открыть данные spo240065")
        expect(opened).to_have_attribute("href", "/collections/12/organisations/spo240065")
        expect(page.get_by_text("Список пользователей, не приступивших к сбору данных")).to_be_visible()
        expect(second.get_by_role("columnheader")).to_have_text(["Логин", "Пользователь", "Статус"])
        expect(second).to_contain_text("Не приступило")


def test_typing_a_search_sends_one_message_after_a_pause_and_keeps_the_focus(page: Page):
    found = {"rows": cabinets.participants()["rows"][:1], "idle_rows": [], "total": 1, "pages": 1}

    def answer(method: str, path: str, body: dict):
        return 200, {"set": {**found, "query": body}}

    with Bench("participants", cabinets.participants(), answer) as bench:
        page.goto(bench.url)
        search = page.get_by_role("searchbox", name="Поиск")
        search.press_sequentially("канск", delay=20)
        expect(page.get_by_text("spo240067")).to_have_count(0)
        assert sent(bench, page, 1) == [{"type": "query", "status": "", "q": "канск", "page": 1, "sort": "login"}]
        expect(search).to_be_focused()
        expect(search).to_have_value("канск")


def test_filter_order_and_pages_are_asked_for_by_messages(page: Page):
    with Bench("participants", cabinets.participants(), lambda *_: (200, {})) as bench:
        page.goto(bench.url)
        page.get_by_role("button", name="Страница 3").click()
        page.get_by_role("button", name="Сдано · 243").click()
        expect(page.get_by_role("button", name="Сдано · 243")).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_text("Список пользователей, не приступивших к сбору данных")).to_have_count(0)
        page.get_by_role("button", name="Дата подачи").click()
        expect(page.get_by_role("columnheader", name="Дата подачи")).to_have_attribute("aria-sort", "ascending")
        page.get_by_role("button", name="Дата подачи").click()
        expect(page.get_by_role("columnheader", name="Дата подачи")).to_have_attribute("aria-sort", "descending")
        expect(page.get_by_role("button", name="Дата подачи")).to_be_focused()
        asked = [(m["status"], m["page"], m["sort"]) for m in sent(bench, page, 4)]
        assert sorted(asked) == sorted(
            [("", 3, "login"), ("done", 1, "login"), ("done", 1, "submitted_at"), ("done", 1, "-submitted_at")]
        )


def test_those_who_listen_are_told_how_many_were_found_not_how_many_are_shown(page: Page):
    with Bench("participants", cabinets.participants(total=109, idle_total=53)) as bench:
        page.goto(bench.url)
        expect(page.get_by_role("status").filter(has_text="участник")).to_have_text("162 участника")


def test_a_long_wait_is_said(page: Page):
    with Bench("participants", cabinets.participants(), lambda *_: (200, {})) as bench:
        page.goto(bench.url)
        page.get_by_role("button", name="Сдано · 243").click()
        expect(page.get_by_text("Загрузка…")).to_be_visible()


def test_the_cross_closes_the_list_by_a_message_or_by_an_address(page: Page):
    with Bench("participants", cabinets.participants(), lambda *_: (200, {})) as bench:
        page.goto(bench.url)
        close = page.get_by_role("button", name="Закрыть список")
        box = close.bounding_box()
        panel = page.get_by_role("dialog").bounding_box()
        assert box is not None
        assert panel is not None
        assert panel["x"] + panel["width"] - box["x"] - box["width"] < 24
        assert box["y"] - panel["y"] < 24
        close.click()
        assert sent(bench, page, 1) == [{"type": "close"}]
        bench.data["close_href"] = "/cabinet"
        page.reload()
        page.get_by_role("button", name="Закрыть список").click()
        page.wait_for_url("**/cabinet")


def test_on_a_thin_page_every_query_is_an_address(page: Page):
    query = {"status": "work", "q": "", "page": 2, "sort": "-name"}
    with Bench("participants", cabinets.participants_page(query=query)) as bench:
        page.goto(bench.url)
        expect(page.get_by_role("link", name="Сдано · 243")).to_have_attribute("href", "?status=done&sort=-name")
        expect(page.get_by_role("link", name="Страница 3")).to_have_attribute("href", "?status=work&page=3&sort=-name")
        expect(page.get_by_role("link", name="Пользователь")).to_have_attribute("href", "?status=work&sort=name")
        expect(page.get_by_role("link", name="В работе · 121")).to_have_attribute("aria-current", "true")
        page.get_by_role("searchbox", name="Поиск").fill("лицей № 51")
        page.get_by_role("button", name="Найти").click()
        page.wait_for_url("**/?status=work&q=*")
        assert "q=%D0%BB%D0%B8%D1%86%D0%B5%D0%B9%20%E2%84%96%2051" in page.url
        assert bench.posts == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"counts": {"total": 0}, "rows": [], "idle_rows": []},
            "Здесь появятся организации, которым нужно сдать данные.",
        ),
        ({"rows": []}, "К сбору данных еще никто не приступил."),
        ({"rows": [], "query": {"status": "done"}}, "Отчетов еще никто не сдал."),
        ({"idle_rows": []}, "Все участники приступили к сбору данных."),
        ({"rows": [], "idle_rows": [], "query": {"q": "ыыы"}}, "По запросу «ыыы» никого не найдено."),
    ],
)
def test_an_empty_list_says_what_will_be_here(page: Page, changes: dict, words: str):
    with Bench("participants", cabinets.participants(**changes)) as bench:
        page.goto(bench.url)
        expect(page.get_by_text(words)).to_be_visible()


def test_the_federal_organiser_narrows_by_region(page: Page):
    regions = [{"code": "05", "name": "Республика Дагестан"}, {"code": "24", "name": "Красноярский край"}]
    with Bench("participants", cabinets.participants(regions=regions), lambda *_: (200, {})) as bench:
        page.goto(bench.url)
        page.get_by_role("combobox", name="Регион").select_option("24")
        assert sent(bench, page, 1) == [
            {"type": "query", "status": "", "q": "", "page": 1, "sort": "login", "region": "24"}
        ]


def test_each_of_the_four_facts_narrows_the_list(page: Page):
    with Bench("participants", cabinets.participants(), lambda *_: (200, {})) as bench:
        page.goto(bench.url)
        plain = {"type": "query", "status": "", "q": "", "page": 1, "sort": "login"}
        page.get_by_role("combobox", name="Срок").select_option("с опозданием")
        page.get_by_role("combobox", name="Полнота").select_option("есть ошибки")
        page.get_by_role("combobox", name="Свежесть").select_option("черновик отличается от сданного")
        expect(page.get_by_text("Список пользователей, не приступивших к сбору данных")).to_have_count(0)
        page.get_by_role("combobox", name="Срок").select_option("любой")
        assert sent(bench, page, 4) == [
            {**plain, "term": "late"},
            {**plain, "term": "late", "fill": "errors"},
            {**plain, "term": "late", "fill": "errors", "fresh": "differs"},
            {**plain, "fill": "errors", "fresh": "differs"},
        ]


def test_chosen_columns_are_kept_for_the_account(page: Page):
    with Bench("participants", cabinets.participants(account="spo_coord_24")) as bench:
        page.goto(bench.url)
        headings = page.get_by_role("table").first.get_by_role("columnheader")
        page.locator("summary").filter(has_text="Столбцы").click()
        page.get_by_role("checkbox", name="Срок").uncheck()
        page.get_by_role("checkbox", name="Последняя правка").check()
        wanted = ["Логин", "Пользователь", "Статус", "Полнота", "Дата начала работы", "Последняя правка"]
        expect(headings).to_have_text([*wanted, "Дата подачи", "Данные"])
        expect(page.get_by_role("checkbox", name="Свежесть")).to_be_visible()  # the menu stays open
        page.reload()
        expect(headings).to_have_text([*wanted, "Дата подачи", "Данные"])
        bench.data["account"] = "spo_coord_05"
        page.reload()
        expect(headings).to_contain_text(["Срок"])


def test_the_menu_of_columns_is_folded_up_by_escape_and_by_a_click_elsewhere(page: Page):
    with Bench("participants", cabinets.participants(account="spo_coord_24")) as bench:
        page.goto(bench.url)
        menu, box = page.locator("summary").filter(has_text="Столбцы"), page.get_by_role("checkbox", name="Срок")
        menu.click()
        box.focus()
        page.keyboard.press("Escape")
        expect(box).to_be_hidden()
        expect(menu).to_be_focused()
        menu.click()
        page.get_by_role("checkbox", name="Последняя правка").check()
        expect(box).to_be_visible()
        page.get_by_role("heading").first.click()
        expect(box).to_be_hidden()
        menu.click()
        expect(box).to_be_visible()


def test_every_figure_of_the_table_of_regions_leads_to_its_list(page: Page):
    regions = [{"code": "05", "name": "Республика Дагестан"}, {"code": "24", "name": "Красноярский край"}]
    figures = [
        {**regions[0], "total": 1200, "idle": 900, "work": 200, "done": 100},
        {**regions[1], "total": 10, "idle": 1, "work": 2, "done": 7},
    ]
    data = cabinets.participants(regions=regions, by_region=figures, query={"view": "regions"})
    with Bench("participants", data, lambda *_: (200, {})) as bench:
        page.goto(bench.url)
        table = page.get_by_role("table")
        rows = table.get_by_role("row")
        expect(rows.nth(1)).to_contain_text("05 Республика Дагестан1 20090020010083,3".replace("83,3", "8,3"))
        expect(rows.nth(3)).to_contain_text("Вся страна1 210901202107")
        table.get_by_role("button", name="Сдано, %").click()
        table.get_by_role("button", name="Сдано, %").click()
        expect(rows.nth(1)).to_contain_text("24 Красноярский край")
        rows.nth(1).get_by_role("button", name="7", exact=True).click()
        assert sent(bench, page, 1)[0] | {"idle_page": 1} == {
            "type": "query",
            "status": "done",
            "q": "",
            "page": 1,
            "sort": "login",
            "region": "24",
            "idle_page": 1,
        }


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (400, 800), (683, 384)])
def test_no_width_needs_scrolling_sideways_and_targets_are_big_enough(page: Page, width: int, height: int):
    with Bench("participants", cabinets.participants_page()) as bench:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(bench.url)
        expect(page.get_by_role("dialog")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        small = page.locator(
            "button, a:not(.foot a), input:not([type=hidden]):not([type=checkbox]), select, summary"
        ).evaluate_all("found => found.filter(e => e.getBoundingClientRect().height < 35.5).map(e => e.outerHTML)")
        assert small == []


def test_in_print_only_the_list_remains(page: Page):
    with Bench("participants", cabinets.participants_page()) as bench:
        page.goto(bench.url)
        page.emulate_media(media="print")
        expect(page.get_by_role("table").first).to_be_visible()
        for gone in [
            page.get_by_role("banner"),
            page.get_by_role("searchbox"),
            page.get_by_role("navigation", name="Страницы списка", exact=True),
        ]:
            expect(gone).not_to_be_visible()
