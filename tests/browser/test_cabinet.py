"""The cabinet of a school, on the bench, in a real browser."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import cabinets
from tests.browser.bench import Bench

pytestmark = pytest.mark.browser


def heading(page: Page, title: str = cabinets.TITLE) -> Any:
    return page.get_by_role("button", name=title, exact=True)


def bell(page: Page) -> Any:
    return page.get_by_role("button", name=re.compile("^Уведомления"))


def test_publications_are_folded_at_first_and_the_newest_stands_first(page: Page):
    with Bench("cabinet", cabinets.school()) as bench:
        page.goto(bench.url)
        headings = page.locator("section button[aria-expanded]")
        expect(headings).to_have_count(3)
        assert [h.get_attribute("aria-expanded") for h in headings.all()] == ["false"] * 3
        expect(page.locator(".head time")).to_have_text(["23.11.2026 10:00", "16.11.2026 12:30", "02.11.2026 09:00"])
        expect(page.get_by_text("Общая информация")).to_have_count(0)


def test_the_whole_heading_unfolds_by_click_and_by_keyboard(page: Page):
    with Bench("cabinet", cabinets.school()) as bench:
        page.goto(bench.url)
        page.locator("section").first.get_by_text("В работе").click()
        expect(heading(page)).to_have_attribute("aria-expanded", "true")
        expect(page.get_by_text("Общая информация")).to_be_visible()
        heading(page).press("Enter")
        expect(heading(page)).to_have_attribute("aria-expanded", "false")
        expect(heading(page)).to_be_focused()
        heading(page).press(" ")
        expect(page.get_by_text("Сбор данных", exact=True)).to_be_visible()


def test_unfolded_publications_stay_unfolded_after_the_grid_but_not_for_another_account(page: Page):
    with Bench("cabinet", cabinets.school()) as bench:
        page.goto(bench.url)
        heading(page).click()
        page.goto(bench.url + "elsewhere")
        page.goto(bench.url)
        expect(heading(page)).to_have_attribute("aria-expanded", "true")
        bench.data["user"]["login"] = "spo240067"
        page.reload()
        expect(heading(page)).to_have_attribute("aria-expanded", "false")


def test_an_address_may_name_the_publication_to_open(page: Page):
    with Bench("cabinet", cabinets.school()) as bench:
        page.goto(bench.url + "#publication-4")
        expect(heading(page, "О сроках проведения ВПР СПО в 2026/2027 учебном году")).to_have_attribute(
            "aria-expanded", "true"
        )


def test_links_to_documents_open_in_a_new_tab(page: Page):
    with Bench("cabinet", cabinets.school()) as bench:
        page.goto(bench.url)
        heading(page).click()
        link = page.get_by_role("link", name="инструкцией")
        expect(link).to_have_attribute("target", "_blank")
        expect(link).to_have_attribute("rel", "noopener")


def test_the_collection_says_its_status_term_last_action_and_completeness(page: Page):
    with Bench("cabinet", cabinets.school()) as bench:
        page.goto(bench.url)
        heading(page).click()
        facts = page.locator("dl.facts")
        expect(facts).to_contain_text("Открыт")
        expect(facts).to_contain_text("23.11.2026 10:00 – 28.11.2026 18:00 мск")
        expect(facts).to_contain_text("Черновик сохранен 24.11.2026 17:43:12. Данные еще не переданы.")
        expect(page.get_by_text("Заполнено 214 из 360 обязательных ячеек · ошибок: 3")).to_be_visible()
        button = page.locator(".collection").get_by_role("link", name="Редактировать")
        expect(button).to_have_attribute("href", "/collections/12")


@pytest.mark.parametrize(
    ("required", "words"), [(1, "1 обязательной ячейки"), (2, "2 обязательных ячеек"), (21, "21 обязательной ячейки")]
)
def test_completeness_is_said_in_the_right_case(page: Page, required: int, words: str):
    data = cabinets.school()
    data["publications"][1]["collections"][0]["progress"] = {"filled": 1, "required": required, "errors": 0}
    with Bench("cabinet", data) as bench:
        page.goto(bench.url)
        heading(page).click()
        expect(page.get_by_text(f"Заполнено 1 из {words} · ошибок нет")).to_be_visible()


def test_the_nearest_term_stands_in_moscow_time_and_in_the_readers(page: Page):
    with Bench("cabinet", cabinets.school()) as bench:
        page.goto(bench.url)
        expect(page.locator(".notice")).to_contain_text("До закрытия 2 дня 4 ч")
        expect(page.locator(".notice")).to_contain_text(
            "Сбор «Контингент» закроется 28.11.2026 в 18:00 мск · у Вас в 22:00"
        )


def test_another_day_at_the_reader_is_said(page: Page):
    with Bench("cabinet", cabinets.school(zone={"offset": 720, "name": "Камчатка"})) as bench:
        page.goto(bench.url)
        expect(page.locator(".notice")).to_contain_text("у Вас 29.11 в 03:00")


def test_the_collection_closes_by_the_servers_clock_though_the_computers_is_wrong(page: Page):
    data = cabinets.school(server_now="2026-11-28T14:59:58.500Z")
    with Bench("cabinet", data) as bench:
        page.clock.set_system_time("2031-05-05T00:00:00Z")
        page.goto(bench.url)
        heading(page).click()
        collection = page.locator(".collection")
        expect(collection.get_by_role("link", name="Редактировать")).to_be_visible()
        expect(collection.get_by_role("link", name="Просмотреть")).to_be_visible(timeout=5000)
        expect(collection.locator("dl")).to_contain_text("Закрыт")
        expect(page.locator(".notice")).to_contain_text("Сбор «Контингент» закрыт 28.11.2026 в 18:00 мск.")


def test_fifteen_minutes_before_closing_a_screen_reader_is_told_once(page: Page):
    with Bench("cabinet", cabinets.school(server_now="2026-11-28T14:44:58.000Z")) as bench:
        page.goto(bench.url)
        spoken = page.locator(".unseen[role=status]")
        expect(spoken).to_have_text("")
        expect(spoken).to_have_text("До закрытия сбора «Контингент» осталось 15 мин.", timeout=5000)


def test_tags_say_until_when_new_working_and_submitted(page: Page):
    with Bench("cabinet", cabinets.school()) as bench:
        page.goto(bench.url)
        tags = page.locator(".head .tags")
        expect(tags).to_have_count(3)
        assert [row.locator("span").all_inner_texts() for row in tags.all()] == [
            ["Сбор открыт до 28.11 18:00 мск", "В работе"],
            ["Новое"],
            ["Сдано"],
        ]


def test_signing_out_posts_the_token_that_the_cookie_has_by_then(page: Page):
    posted = []
    with Bench("cabinet", cabinets.school()) as bench:
        page.route("**/logout", lambda route: (posted.append(route.request.post_data), route.fulfill(body="")))
        page.goto(bench.url)
        expect(page.get_by_role("button", name="Выйти")).to_be_visible()
        # In one go: any answer of the server may set the cookie again.
        change = "node => { document.cookie = '_xsrf=2|later; path=/'; node.click() }"
        page.get_by_role("button", name="Выйти").evaluate(change)
        page.wait_for_url("**/logout")
    assert posted == ["_xsrf=2%7Clater"]


def test_the_header_says_who_is_signed_in_and_where_help_is(page: Page):
    with Bench("cabinet", cabinets.school()) as bench:
        page.goto(bench.url)
        top = page.get_by_role("banner")
        for text in ["spo240071", "Управление образования администрации Минусинского района", "Красноярский край"]:
            expect(top).to_contain_text(text)
        expect(page.get_by_role("navigation", name="Разделы").get_by_role("link", name="ВПР СПО")).to_have_attribute(
            "aria-current", "page"
        )
        expect(page.get_by_role("link", name="helpfisoko@fioco.ru")).to_have_attribute(
            "href", "mailto:helpfisoko@fioco.ru"
        )
        expect(page.get_by_role("link", name="Инструкция по работе в личном кабинете")).to_be_visible()


def test_the_bell_opens_by_keyboard_and_gives_the_focus_back(page: Page):
    with Bench("cabinet", cabinets.school()) as bench:
        page.goto(bench.url)
        expect(bell(page)).to_have_accessible_name("Уведомления, непрочитанных: 2")
        bell(page).press("Enter")
        news = page.get_by_role("dialog", name="Уведомления")
        expect(news).to_be_focused()
        expect(news).to_contain_text("15.11.2026 09:05")
        expect(news.get_by_role("link", name="Загрузить отчет")).to_have_attribute("href", "/reports/8")
        page.keyboard.press("Escape")
        expect(news).to_have_count(0)
        expect(bell(page)).to_be_focused()


def test_reading_one_and_all_notifications_is_sent_and_seen_at_once(page: Page):
    with Bench("cabinet", cabinets.school(), lambda *_: (200, {})) as bench:
        page.goto(bench.url)
        bell(page).click()
        page.get_by_role("button", name="Прочитано", exact=True).first.click()
        expect(bell(page)).to_have_accessible_name("Уведомления, непрочитанных: 1")
        page.get_by_role("button", name="Прочитано всё").click()
        expect(bell(page)).to_have_accessible_name("Уведомления, непрочитанных нет")
        expect(page.get_by_role("dialog", name="Уведомления")).to_be_focused()
        page.wait_for_timeout(100)
        assert [body for _, body in bench.posts] == [{"type": "bell.read", "id": 7}, {"type": "bell.read", "id": None}]


def test_a_click_beside_the_bells_list_closes_it(page: Page):
    with Bench("cabinet", cabinets.school()) as bench:
        page.goto(bench.url)
        bell(page).click()
        page.mouse.click(200, 600)
        expect(page.get_by_role("dialog", name="Уведомления")).to_have_count(0)


def test_an_empty_section_says_what_will_be_here(page: Page):
    with Bench("cabinet", cabinets.school(publications=[], notice=None)) as bench:
        page.goto(bench.url)
        expect(page.get_by_text("Здесь появятся публикации")).to_be_visible()


def test_the_receipt_of_a_new_submission_stands_above_the_publications(page: Page):
    receipt = {
        "number": 1,
        "title": "Контингент",
        "submitted_at": "2026-11-26T10:11:12.345Z",
        "code": "7F3K9A2C",
        "href": "/receipts/7F3K9A2C",
        "sha256": "9f86d081884c7d65" * 4,
        "sheets": [
            {"name": "Контингент", "filled": 348, "total": 360, "required_filled": 14, "required": 14},
            {"name": "Лица", "filled": 2, "total": 2, "required_filled": 0, "required": 0},
        ],
        "download_href": "/receipts/7F3K9A2C.xlsx",
    }
    with Bench("cabinet", cabinets.school(receipt=receipt)) as bench:
        page.goto(bench.url)
        line = page.locator(".notice.ok")
        expect(line).to_contain_text("Отчет № 1 сдан: «Контингент»")
        expect(line).to_contain_text("26.11.2026 13:11:12 мск · контрольный код 7F3K9A2C")
        expect(line).to_contain_text("Заполнено ячеек: «Контингент» 348 из 360 (обязательных 14 из 14), «Лица» 2 из 2")
        expect(line).to_contain_text("SHA-256: 9f86d081884c7d659f86")
        expect(line.get_by_role("link", name="Скачать, что сдано")).to_have_attribute("href", receipt["download_href"])
        expect(line.get_by_role("link", name="Открыть квитанцию")).to_have_attribute("href", "/receipts/7F3K9A2C")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (400, 800), (683, 384)])
def test_no_width_needs_scrolling_sideways_and_targets_are_big_enough(page: Page, width: int, height: int):
    with Bench("cabinet", cabinets.school()) as bench:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(bench.url)
        heading(page).click()
        bell(page).click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        small = page.locator("button, a.btn, a.icon, .tabs a").evaluate_all(
            "found => found.filter(e => e.getBoundingClientRect().height < 35.5).map(e => e.outerHTML)"
        )
        assert small == []


def test_the_forms_files_are_fetched_when_its_link_is_pointed_at_and_not_before(page: Page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    with Bench("cabinet", cabinets.school()) as bench:
        page.goto(bench.url)
        heading(page).click()
        page.get_by_role("link", name="инструкцией").hover()
        page.wait_for_load_state("networkidle")
        assert "grid.page.js" not in asked
        button = page.locator(".collection").get_by_role("link", name="Редактировать")
        with (
            page.expect_response("**/grid.page.js") as module,
            page.expect_response("**/vendor/tabulator.min.js") as table,
        ):
            button.hover()
        assert module.value.ok
        assert table.value.ok
        heading(page).hover()
        button.focus()
        button.hover()
        page.wait_for_load_state("networkidle")
        assert asked.count("grid.page.js") == 1
