"""File stores in the cabinet, on the bench: taking files, unfolding, search, pages, what is only for organisations."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import cabinets, stores
from tests.browser.bench import Bench
from tests.browser.stores import Stores

pytestmark = pytest.mark.browser

Opened = Callable[[Stores], Bench]
NO_STREAMS = "Object.defineProperty(navigator, 'locks', { value: undefined })"


@pytest.fixture
def unfold(page: Page) -> Iterator[Opened]:
    """Opens a school's cabinet with these stores and unfolds the publication; the bench is the server behind it."""
    opened: list[Bench] = []

    def start(held: Stores) -> Bench:
        bench = Bench("cabinet", stores.school(held), held.answer)
        bench.__enter__()
        opened.append(bench)
        page.goto(bench.url)
        page.get_by_role("button", name=cabinets.TITLE, exact=True).click()
        return bench

    yield start
    for bench in opened:
        bench.__exit__()


def store(page: Page, title: str = "Материалы") -> Locator:
    return page.get_by_role("group", name=title)


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("link", name="Скачать " + name, exact=True))


def test_each_file_has_name_size_date_of_download_and_a_named_button(page: Page, unfold: Opened):
    unfold(Stores(stores.files(3)))
    first = row(page, stores.NAMES[0])
    expect(first).to_contain_text("220 КБ")
    expect(first).to_contain_text("Скачан 24.11.2026 09:12 мск")
    expect(first.get_by_role("link", name=stores.NAMES[0], exact=True)).to_have_attribute("href", "/files/1")
    button = page.get_by_role("link", name="Скачать " + stores.NAMES[1], exact=True)
    expect(button).to_have_attribute("href", "/files/2")
    expect(row(page, stores.NAMES[1])).to_contain_text("Не скачан")


def test_a_click_is_answered_at_once_and_the_time_comes_by_word_of_the_server(page: Page, unfold: Opened):
    held = Stores(stores.files(3))
    bench = unfold(held)
    taken = row(page, stores.NAMES[1])
    page.get_by_role("link", name="Скачать " + stores.NAMES[1], exact=True).click()
    expect(taken).to_contain_text("Скачивание…")
    assert page.url == bench.url, "a download leaves the page where it is"
    held.take(2)
    bench.tell("files", {"store": 1})
    expect(taken).to_contain_text("Скачан 26.11.2026 13:12 мск", timeout=2000)
    expect(page.locator(".unseen[role=status]").first).to_have_text(
        f"Файл «{stores.NAMES[1]}» скачан 26.11.2026 13:12 мск."
    )


def test_a_download_in_another_window_is_seen_here(page: Page, unfold: Opened):
    held = Stores(stores.files(3))
    bench = unfold(held)
    expect(row(page, stores.NAMES[2])).to_contain_text("Не скачан")
    page.wait_for_timeout(300)  # the stream is open
    held.take(3)
    bench.tell("files", {"store": 1})
    expect(row(page, stores.NAMES[2])).to_contain_text("Скачан 26.11.2026 13:12 мск")


def test_without_an_event_stream_the_row_is_asked_again_after_the_click(page: Page, unfold: Opened):
    page.add_init_script(NO_STREAMS)
    held = Stores(stores.files(3))
    unfold(held)
    row(page, stores.NAMES[1]).get_by_role("link", name=stores.NAMES[1], exact=True).click()
    asks = lambda: sum(path.startswith("/api/v1/stores/1/files") for path in held.asked)  # noqa: E731
    page.wait_for_timeout(1300)
    assert asks() == 1
    held.take(2)
    expect(row(page, stores.NAMES[1])).to_contain_text("Скачан 26.11.2026 13:12 мск", timeout=4000)
    assert asks() == 2


def test_the_archive_of_all_names_its_size_and_counts_every_file(page: Page, unfold: Opened):
    held = Stores(stores.files(3))
    bench = unfold(held)
    archive = page.get_by_role("link", name="Скачать всё")
    expect(archive).to_have_attribute("href", "/stores/1.zip")
    expect(store(page)).to_contain_text("3 файла, 1,3 МБ")
    archive.click()
    expect(row(page, stores.NAMES[2])).to_contain_text("Скачивание…")
    for number in (1, 2, 3):
        held.take(number)
    bench.tell("files", {"store": 1})
    expect(page.get_by_text("Скачан 26.11.2026 13:12 мск")).to_have_count(3)


def test_five_files_are_shown_and_the_rest_by_unfolding(page: Page, unfold: Opened):
    unfold(Stores(stores.files(12)))
    rows = store(page).get_by_role("row")
    expect(rows).to_have_count(5)
    expect(store(page).get_by_text("показаны первые 5 из 12")).to_be_visible()
    store(page).get_by_role("button", name="Раскрыть").click()
    expect(rows).to_have_count(10)
    expect(store(page).get_by_text("1–10 из 12")).to_be_visible()
    fold = store(page).get_by_role("button", name="Свернуть")
    expect(fold).to_be_focused()
    fold.press("Enter")
    expect(rows).to_have_count(5)
    expect(store(page).get_by_role("searchbox")).to_have_count(0)


def test_five_files_have_nothing_to_unfold(page: Page, unfold: Opened):
    unfold(Stores(stores.files(5)))
    expect(store(page).get_by_role("row")).to_have_count(5)
    expect(page.get_by_role("button", name="Раскрыть")).to_have_count(0)
    expect(page.get_by_role("button", name="Показать все")).to_have_count(0)


def test_the_search_waits_for_a_pause_says_how_many_and_keeps_the_focus(page: Page, unfold: Opened):
    held = Stores(stores.files(30))
    unfold(held)
    store(page).get_by_role("button", name="Раскрыть").click()
    search = store(page).get_by_role("searchbox", name="Поиск по названию файла")
    search.press_sequentially("вебинар", delay=30)
    said = store(page).get_by_role("search").get_by_role("status")
    expect(said).to_have_text("Найдено 2 файла")
    expect(store(page).get_by_role("row")).to_have_count(2)
    expect(search).to_be_focused()
    assert len([path for path in held.asked if "q=%D0" in path]) == 1
    search.fill("такого нет")
    expect(said).to_have_text("Ничего не найдено")
    expect(store(page).get_by_role("row")).to_have_count(0)
    store(page).get_by_role("button", name="Показать все файлы").click()
    expect(store(page).get_by_role("row")).to_have_count(10)
    expect(search).to_have_value("")
    expect(search).to_be_focused()


def test_pages_of_ten_are_switched_by_keyboard_and_the_focus_stays(page: Page, unfold: Opened):
    unfold(Stores(stores.files(23)))
    store(page).get_by_role("button", name="Раскрыть").click()
    pages = store(page).get_by_role("navigation", name="Страницы хранилища «Материалы»")
    further = pages.get_by_role("button", name="Следующая страница")
    further.press("Enter")
    expect(store(page).get_by_text("11–20 из 23")).to_be_visible()
    expect(further).to_be_focused()
    further.press("Enter")
    expect(store(page).get_by_role("row")).to_have_count(3)
    expect(pages.get_by_role("button", name="Страница 3")).to_have_attribute("aria-current", "page")
    expect(further).to_be_focused()
    expect(further).to_have_attribute("aria-disabled", "true")
    first = pages.get_by_role("button", name="Страница 1")
    first.press("Enter")
    expect(store(page).get_by_text("1–10 из 23")).to_be_visible()
    expect(first).to_be_focused()


def test_a_time_learned_while_unfolded_is_there_after_folding(page: Page, unfold: Opened):
    held = Stores(stores.files(12))
    bench = unfold(held)
    store(page).get_by_role("button", name="Раскрыть").click()
    expect(store(page).get_by_role("row")).to_have_count(10)
    held.take(2)
    bench.tell("files", {"store": 1})
    expect(row(page, stores.NAMES[1])).to_contain_text("Скачан 26.11.2026 13:12 мск")
    store(page).get_by_role("button", name="Свернуть").click()
    expect(store(page).get_by_role("row")).to_have_count(5)
    expect(row(page, stores.NAMES[1])).to_contain_text("Скачан 26.11.2026 13:12 мск")


def test_of_several_stores_the_first_is_shown_and_all_by_a_button(page: Page, unfold: Opened):
    unfold(Stores(stores.files(2), [stores.file(31, "Бланк.docx")], [stores.file(41, "Архив.zip")]))
    groups = page.locator(".store")
    expect(groups).to_have_count(1)
    expect(page.get_by_text("еще: «Бланки», «Архив»")).to_be_visible()
    page.get_by_role("button", name="Показать все").press("Enter")
    expect(groups).to_have_count(3)
    expect(store(page, "Бланки")).to_contain_text("Бланк.docx")
    less = page.get_by_role("button", name="Скрыть остальные")
    expect(less).to_be_focused()
    less.click()
    expect(groups).to_have_count(1)


def test_a_refused_list_says_why_and_can_be_asked_again(page: Page, unfold: Opened):
    held = Stores(stores.files(12))
    unfold(held)
    held.down = True
    store(page).get_by_role("button", name="Раскрыть").click()
    expect(store(page).get_by_role("alert")).to_contain_text("Сервер перезапускается.")
    expect(store(page).get_by_role("row")).to_have_count(5)
    held.down = False
    store(page).get_by_role("button", name="Повторить").click()
    expect(store(page).get_by_role("row")).to_have_count(10)
    expect(store(page).get_by_role("button", name="Свернуть")).to_be_focused()


def test_without_connection_the_list_says_so(page: Page, unfold: Opened):
    unfold(Stores(stores.files(12)))
    page.context.set_offline(True)
    store(page).get_by_role("button", name="Раскрыть").click()
    expect(store(page).get_by_role("alert")).to_contain_text("нет связи с сервером")


def test_a_file_for_organisations_is_listed_for_a_coordinator_without_a_way_to_it(page: Page):
    held = Stores([stores.file(1, "Порядок.pdf"), stores.file(2, "Ключи для ОО.docx", href=None)])
    with Bench("cabinet", stores.coordinator(held), held.answer) as bench:
        page.goto(bench.url)
        page.get_by_role("button", name=cabinets.TITLE, exact=True).click()
        closed = page.get_by_role("row").filter(has_text="Ключи для ОО.docx")
        expect(closed).to_contain_text("Файл только для образовательных организаций")
        expect(closed.get_by_role("link")).to_have_count(0)
        expect(page.get_by_text("1 файл, 220 КБ")).to_be_visible()


def test_where_nothing_may_be_taken_there_is_no_archive(page: Page):
    held = Stores([stores.file(2, "Ключи для ОО.docx", href=None)])
    with Bench("cabinet", stores.coordinator(held), held.answer) as bench:
        page.goto(bench.url)
        page.get_by_role("button", name=cabinets.TITLE, exact=True).click()
        expect(page.get_by_role("button", name="Отчет", exact=True)).to_be_visible()
        expect(page.get_by_role("link", name="Скачать всё")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (400, 800), (683, 384)])
def test_names_of_two_hundred_signs_wrap_and_targets_are_big_enough(
    page: Page, unfold: Opened, width: int, height: int
):
    held = Stores(
        [stores.file(90, stores.LONG), stores.file(91, "ы" * 196 + ".xls"), *stores.files(23)], stores.files(1)
    )
    page.set_viewport_size({"width": width, "height": height})
    unfold(held)
    store(page).get_by_role("button", name="Раскрыть").click()
    expect(store(page).get_by_role("row")).to_have_count(10)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.locator(".store button, .store a.btn, .store a.icon, .store input").evaluate_all(
        "found => found.filter(e => e.getBoundingClientRect().height < 35.5).map(e => e.outerHTML)"
    )
    assert small == []


def test_unfolding_a_new_publication_is_told_and_its_tag_goes_at_once(page: Page):
    title = re.compile("О сроках проведения ВПР СПО")
    with Bench("cabinet", cabinets.school(), lambda *_: (200, {"set": {}})) as bench:
        page.goto(bench.url)
        expect(page.locator(".head .tags").get_by_text("Новое")).to_have_count(1)
        with page.expect_response("**/messages"):
            page.get_by_role("button", name=title).click()
        expect(page.locator(".head .tags").get_by_text("Новое")).to_have_count(0)
        page.get_by_role("button", name=title).click()
        page.get_by_role("button", name=title).click()
        page.get_by_role("button", name=cabinets.TITLE, exact=True).click()
        page.wait_for_timeout(200)
        assert [body for _, body in bench.posts] == [{"type": "seen", "publication": 4}]


def test_an_address_that_opens_a_new_publication_tells_that_it_was_seen(page: Page):
    with Bench("cabinet", cabinets.school(), lambda *_: (200, {"set": {}})) as bench:
        with page.expect_response("**/messages"):
            page.goto(bench.url + "#publication-4")
        expect(page.locator(".head .tags").first).to_be_visible()
        expect(page.locator(".head .tags").get_by_text("Новое")).to_have_count(0)
        assert [body for _, body in bench.posts] == [{"type": "seen", "publication": 4}]
