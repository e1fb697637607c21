"""What is typed between the first picture of the grid and the opening of the outbox is taken and kept."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.grid_page import Hands

pytestmark = pytest.mark.browser
Open = Callable[..., Hands]
SLOW = 2000  # ms that the browser's database takes to open
SLOW_DATABASE = f"""
const open = IDBFactory.prototype.open
IDBFactory.prototype.open = function (...names) {{
  const request = open.apply(this, names)
  const later = hear => request.addEventListener("success", event => setTimeout(() => hear(event), {SLOW}))
  Object.defineProperty(request, "onsuccess", {{ set: later }})
  return request
}}"""


def early(hands: Hands) -> Hands:
    """The page with its first picture and without the outbox, and 75 typed in C5."""
    hands.page.add_init_script(SLOW_DATABASE)
    hands.page.goto(hands.bench.url)
    hands.page.get_by_role("grid").wait_for()
    hands.keys("ArrowRight").type("75").keys("Enter")
    assert hands.text("C5") == "75"
    assert hands.page.locator(".desk[data-ready]").count() == 0
    return hands


def submit(hands: Hands) -> Any:
    return hands.page.get_by_role("button", name="Сдать отчет")


def test_early_keys_go_into_the_chosen_cell_and_are_saved(fill: Open) -> None:
    hands = early(fill()).type("50").keys("Enter").saved()
    assert (hands.texts("C5", "C6"), hands.address) == (["75", "50"], "C7")
    assert (hands.drafts.value("C5"), hands.drafts.value("C6")) == (75, 50)


def test_closing_early_waits_until_the_edits_are_on_the_server(fill: Open) -> None:
    hands = early(fill())
    hands.page.get_by_role("button", name="Закрыть").first.click()
    hands.page.wait_for_url("**/cabinet")
    assert hands.drafts.value("C5") == 75


def test_a_report_is_submitted_only_with_what_was_typed_early(fill: Open) -> None:
    hands = early(fill({f"row{i:05}": {"column0b": "основное общее"} for i in range(5)}))
    expect(submit(hands)).to_be_disabled()
    submit(hands).click()
    hands.page.wait_for_url("**/cabinet")
    assert hands.drafts.value("C5") == 75
    assert [(batch["window"], batch["number"]) for batch in hands.drafts.log] == [
        (sent["window"], sent["number"]) for sent in hands.drafts.submissions
    ]


def test_leaving_early_asks_as_long_as_an_edit_is_nowhere_else(fill: Open, page: Page) -> None:
    asked = []
    page.on("dialog", lambda dialog: asked.append(dialog.type) or dialog.accept())
    early(fill()).page.goto("about:blank")
    assert asked == ["beforeunload"]


def test_early_edits_go_after_those_of_a_closed_tab_and_count_as_typed_over_them(
    fill: Open, context: BrowserContext
) -> None:
    hands = fill()
    context.set_offline(True)
    hands.click("C5").type("1").keys("Enter").type("2").keys("Enter")
    expect(hands.page.locator(".state")).to_contain_text("Нет связи")
    hands.page.close()
    context.set_offline(False)
    again = Hands(context.new_page(), "about:blank", ready=False)
    again.drafts, again.bench = hands.drafts, hands.bench
    early(again).saved()
    assert again.texts("C5", "C6") == ["75", "2"]
    assert [[op[4] for op in batch["ops"]] for batch in hands.drafts.log] == [[1, 2], [75]]
    assert [batch["base"] for batch in hands.drafts.log] == [0, 1]


def test_a_file_chosen_early_is_compared_when_the_edits_have_arrived(fill: Open) -> None:
    hands = fill()
    seen = []

    def answer(method: str, path: str, body: Any) -> tuple[int, Any]:
        if not path.endswith("/workbook"):
            return hands.drafts.answer(method, path, body)
        seen.append(hands.drafts.value("C5"))
        return 422, {"error": {"text": "Это не шаблон формы."}}

    hands.bench.answer = answer
    early(hands).page.get_by_role("button", name="Заполнить из файла").click()
    hands.page.locator("#from-file").set_input_files({"name": "7.xlsx", "mimeType": "", "buffer": b"7"})
    expect(hands.page.get_by_role("dialog")).to_contain_text("Это не шаблон формы.")
    assert seen == [75]


def test_what_an_early_paste_tells_stays_when_the_outbox_has_opened(fill: Open) -> None:
    hands = early(fill().to_clipboard("1\n2"))
    line = hands.page.locator(".report")
    expect(line).to_be_visible()  # that the table is being opened
    hands.keys("Control+v")
    expect(line).to_contain_text("Вставлено 2 ячейки")
    hands.wait()
    expect(line).to_be_visible()
