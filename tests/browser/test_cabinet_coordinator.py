"""The cabinet of a coordinator: figures that lead to lists, export, and changes in place."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import cabinets, stores
from tests.browser.bench import Bench
from tests.browser.stores import Stores

pytestmark = pytest.mark.browser

# The bench's host keeps its model to itself; the module is rendered here by a host of the test's own.
OWN_HOST = """async data => {
  const { render } = await import("/assets/v/cabinet.js")
  document.getElementById("host").remove()
  const ears = {}, place = document.createElement("div"), sent = []
  document.body.append(place)
  const on = (name, f) => { (ears[name] = ears[name] || []).push(f) }
  window.model = Object.assign(data, { on, send_msg: m => { sent.push(m) } })
  window.sent = sent
  window.tell = (name, value) => {
    if (name.startsWith("msg:")) ears[name].forEach(f => f({ data: value }))
    else { model[name] = value; ears[name].forEach(f => f()) }
  }
  const root = place.attachShadow({ mode: "open" }), el = document.createElement("div")
  root.append(el)
  render({ model, el })
}"""


@pytest.fixture
def live(page: Page):
    """A page whose model the test changes with `tell(name, value)`; messages gather in `sent`."""
    with Bench("cabinet", cabinets.school()) as bench:
        page.goto(bench.url)
        page.evaluate(OWN_HOST, cabinets.coordinator())
        page.get_by_role("button", name=cabinets.TITLE, exact=True).click()
        yield page


def test_every_figure_is_a_link_to_its_list(page: Page):
    with Bench("cabinet", cabinets.coordinator()) as bench:
        page.goto(bench.url)
        page.get_by_role("button", name=cabinets.TITLE, exact=True).click()
        for name, figure, status in [
            ("Всего", "512", ""),
            ("Не приступило", "148", "?status=idle"),
            ("В работе", "121", "?status=work"),
            ("Сдано", "243", "?status=done"),
        ]:
            tile = page.get_by_role("link", name=name)
            expect(tile).to_contain_text(figure)
            expect(tile).to_have_attribute("href", "/collections/12/participants" + status)
        expect(page.get_by_role("img", name="Сдано 243, в работе 121, не приступило 148 из 512")).to_be_visible()
        expect(page.get_by_text("обновлено 13:11:58")).to_be_visible()
        page.get_by_role("button", name="Список участников").click()
        page.wait_for_url("**/collections/12/participants")


def test_figures_change_in_place_and_the_focus_stays(live: Page):
    export = live.get_by_role("button", name="Экспорт результатов")
    export.focus()
    changed = cabinets.coordinator()["publications"]
    changed[1]["collections"][0]["tiles"] |= {"work": 120, "done": 244}
    live.evaluate("value => tell('publications', value)", changed)
    expect(live.get_by_role("link", name="Сдано")).to_contain_text("244")
    expect(export).to_be_focused()
    expect(live.get_by_role("button", name=cabinets.TITLE, exact=True)).to_have_attribute("aria-expanded", "true")


def test_focus_stays_when_a_newer_publication_comes_in_above(live: Page):
    focused = live.get_by_role("button", name="Список участников")
    focused.focus()
    newer = cabinets.publication(9, "Новая публикация", "2026-11-26T10:00:00.000Z", is_new=True)
    live.evaluate("value => tell('publications', value)", [*cabinets.coordinator()["publications"], newer])
    expect(live.locator("section").first).to_contain_text("Новая публикация")
    expect(focused).to_be_focused()
    assert live.locator("section").count() == 4


def test_the_export_goes_from_forming_to_the_ready_report(live: Page):
    export = live.get_by_role("button", name="Экспорт результатов")
    export.click()
    expect(live.get_by_text("Отчет формируется")).to_be_visible()
    export.press("Enter")
    assert live.evaluate("sent") == [{"type": "export", "collection": 12}]
    live.evaluate("tell('reports', {12: {state: 'queued', place: 3}})")
    expect(live.get_by_text("Отчет формируется · в очереди: 3")).to_be_visible()
    live.evaluate("tell('reports', {12: {state: 'ready', href: '/reports/3'}})")
    expect(live.get_by_text("Отчет готов")).to_be_visible()
    expect(live.get_by_role("link", name="Загрузить отчет")).to_have_attribute("href", "/reports/3")
    live.evaluate("tell('reports', {12: {state: 'failed'}})")
    expect(live.get_by_text("Отчет не сформирован")).to_be_visible()


def test_the_export_comes_in_the_format_chosen_beside_it_and_the_choice_stays(live: Page):
    formats = live.get_by_role("combobox", name="Формат файла экспорта")
    assert formats.locator("option").all_text_contents() == ["Excel (xlsx)", "CSV (архив)", "Parquet (архив)"]
    formats.select_option("csv")
    live.get_by_role("button", name="Экспорт результатов").click()
    assert live.evaluate("sent") == [{"type": "export", "collection": 12, "form": "csv"}]
    live.evaluate("tell('reports', {12: {state: 'ready', href: '/reports/3'}})")
    expect(live.get_by_role("link", name="Загрузить отчет")).to_be_visible()
    expect(formats).to_have_value("csv")


def test_who_sees_several_regions_chooses_one_for_export_and_dashboard(page: Page):
    data = {**cabinets.coordinator(), "regions": [["05", "Республика Дагестан"], ["24", "Красноярский край"]]}
    with Bench("cabinet", cabinets.school()) as bench:
        page.goto(bench.url)
        page.evaluate(OWN_HOST, data)
        page.get_by_role("button", name=cabinets.TITLE, exact=True).click()
        region = page.get_by_role("combobox", name="Регион экспорта и дашборда")
        assert region.locator("option").all_text_contents() == [
            "Все регионы", "05 Республика Дагестан", "24 Красноярский край"
        ]  # fmt: skip
        region.select_option("24")
        page.get_by_role("button", name="Экспорт результатов").click()
        page.get_by_role("button", name="Дашборд для показа").click()
        assert page.evaluate("sent") == [
            {"type": "export", "collection": 12, "region": "24"},
            {"type": "dashboard", "collection": 12, "region": "24"},
        ]
        page.evaluate("tell('reports', {12: {state: 'ready', href: '/reports/3'}})")
        expect(region).to_have_value("24")
        region.select_option("")
        page.get_by_role("button", name="Экспорт результатов").click()
        assert page.evaluate("sent")[2] == {"type": "export", "collection": 12}


def test_a_report_on_downloads_goes_from_the_queue_by_progress_to_the_file(page: Page):
    data = stores.coordinator(Stores(stores.files(3)))
    with Bench("cabinet", cabinets.school()) as bench:
        page.goto(bench.url)
        page.evaluate(OWN_HOST, data)
        page.get_by_role("button", name=cabinets.TITLE, exact=True).click()
        line = page.get_by_role("group", name="Материалы").locator(".report")
        button = page.get_by_role("button", name="Отчет", exact=True)
        button.click()
        button.press("Enter")
        assert page.evaluate("sent") == [{"type": "report_downloads", "store": 1}]
        expect(line).to_have_text("Отчет формируется")
        page.evaluate("tell('reports', {'store-1': {state: 'queued', place: 2, id: 6, progress: null}})")
        expect(line).to_contain_text("Отчет формируется · в очереди: 2")
        page.evaluate("tell('reports', {'store-1': {state: 'running', id: 6, progress: 40}})")
        expect(line.get_by_role("progressbar", name="Отчет формируется")).to_have_attribute("aria-valuenow", "40")
        expect(line.get_by_role("status")).to_have_text("Отчет формируется")
        page.evaluate(
            "tell('reports', {'store-1': {state: 'ready', id: 6, href: '/reports/6', text: 'данные на 13:10'}})"
        )
        expect(line).to_contain_text("Отчет готов")
        expect(line.get_by_role("link", name="Загрузить отчет")).to_have_attribute("href", "/reports/6")
        page.evaluate("tell('reports', {'store-1': {state: 'failed', id: 6, text: 'Нет места на диске.'}})")
        expect(line).to_have_text("Нет места на диске.")
        page.evaluate("tell('reports', {'store-1': {state: 'failed', id: 6}})")
        expect(line).to_have_text("Отчет не сформирован. Нажмите «Отчет» еще раз.")


def test_a_report_under_way_can_be_cancelled_once_and_the_focus_goes_to_its_button(live: Page):
    live.evaluate("tell('reports', {12: {state: 'running', id: 5, progress: 10}})")
    cancel = live.get_by_role("button", name="Отменить")
    cancel.press("Enter")
    cancel.press("Enter")
    assert live.evaluate("sent") == [{"type": "cancel_report", "id": 5}]
    live.evaluate("tell('reports', {})")  # a cancelled report is named no more
    expect(live.get_by_text("Формирование отчета отменено")).to_be_visible()
    expect(cancel).to_have_count(0)
    export = live.get_by_role("button", name="Экспорт результатов")
    expect(export).to_be_focused()
    export.press("Enter")
    assert live.evaluate("sent").pop() == {"type": "export", "collection": 12}


def test_a_refused_message_is_said_and_can_be_put_away(live: Page):
    live.get_by_role("button", name="Экспорт результатов").click()
    live.evaluate("tell('msg:custom', {type: 'error', text: 'Экспорт сейчас недоступен.'})")
    expect(live.get_by_role("alert")).to_contain_text("Экспорт сейчас недоступен.")
    expect(live.get_by_text("Отчет формируется")).to_have_count(0)
    live.get_by_role("button", name="Скрыть сообщение").click()
    expect(live.get_by_role("alert")).to_have_count(0)


def test_the_bell_rings_without_closing_its_list(live: Page):
    live.get_by_role("button", name=re.compile("^Уведомления")).click()
    news = {
        "id": 9,
        "title": "Отчет готов: «Контингент»",
        "text": "",
        "created_at": cabinets.NOW,
        "read": False,
        "href": "/reports/9",
        "href_text": "Загрузить отчет",
    }
    bell = cabinets.coordinator()["bell"]
    live.evaluate("value => tell('bell', value)", {"unread": 3, "items": [news, *bell["items"]]})
    expect(live.get_by_role("button", name="Уведомления, непрочитанных: 3")).to_be_visible()
    expect(live.get_by_role("dialog", name="Уведомления")).to_contain_text("26.11.2026 13:12")


def test_inside_a_live_page_the_list_is_asked_for_by_a_message(live: Page):
    live.evaluate("tell('inline', true)")
    live.get_by_role("link", name="В работе").click()
    live.get_by_role("button", name="Список участников").click()
    assert live.evaluate("sent") == [
        {"type": "participants", "collection": 12, "status": "work"},
        {"type": "participants", "collection": 12, "status": ""},
    ]


def test_without_connection_a_message_says_so(page: Page):
    with Bench("cabinet", cabinets.coordinator()) as bench:
        page.goto(bench.url)
        page.get_by_role("button", name=cabinets.TITLE, exact=True).click()
        page.context.set_offline(True)
        page.get_by_role("button", name="Экспорт результатов").click()
        expect(page.get_by_role("alert")).to_contain_text("Нет связи с сервером")


def test_the_federal_organiser_is_named_and_sees_figures(page: Page):
    data = cabinets.coordinator()
    data["user"] |= {"login": "fed_demo", "role": "federal", "role_title": "федеральный организатор", "region": ""}
    with Bench("cabinet", data) as bench:
        page.goto(bench.url)
        expect(page.get_by_role("banner")).to_contain_text("федеральный организатор")
        expect(page.locator(".tag", has_text="Сбор открыт до 28.11 18:00 мск")).to_be_visible()
