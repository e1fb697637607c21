"""Every edit reaches the server, or stays in the browser until it does."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.grid_page import Drafts, Hands, iso

pytestmark = pytest.mark.browser
Open = Callable[..., Hands]


def state(hands: Hands) -> Any:
    return hands.page.locator(".state")


def test_an_edit_is_saved_by_itself_and_the_time_is_shown(fill: Open) -> None:
    hands = fill().click("C5").type("75").keys("Enter")
    expect(state(hands)).to_have_text(re.compile(r"^Сохранено \d\d:\d\d:\d\d мск$"))
    expect(state(hands)).to_have_attribute("title", re.compile(r"^у\xa0Вас "))
    assert hands.drafts.value("C5") == 75


def test_batches_are_numbered_without_a_gap_and_each_knows_what_it_has_seen(fill: Open) -> None:
    hands = fill()
    for address in ["C5", "C6", "C7"]:
        hands.click(address).type("1").keys("Enter").saved()
        hands.page.wait_for_timeout(60)
    log = hands.drafts.log
    assert [batch["number"] for batch in log] == [1, 2, 3]
    assert [batch["base"] for batch in log] == [0, 1, 2]
    assert len({batch["window"] for batch in log}) == 1


def test_a_paste_goes_in_one_batch_at_once(fill: Open) -> None:
    hands = fill(rows=300)
    hands.drafts.pause = 5000
    hands.click("C5").type("1").keys("Enter").saved()
    text = "\n".join("\t".join(["1", "2"]) for _ in range(300))
    hands.to_clipboard(text).click("C5").keys("Control+v")
    hands.page.wait_for_timeout(900)
    assert hands.drafts.value("D304") == 2
    assert [len(batch["ops"]) for batch in hands.drafts.log] == [1, 599]


def test_typing_waits_for_the_pause_that_the_server_names(fill: Open) -> None:
    hands = fill()
    hands.drafts.pause = 1500
    hands.click("C5").type("1").keys("Enter").saved()
    hands.type("2").keys("Enter").type("3").keys("Enter")
    hands.page.wait_for_timeout(700)
    assert len(hands.drafts.log) == 1
    hands.saved()
    assert [len(batch["ops"]) for batch in hands.drafts.log] == [1, 2]


def test_without_connection_edits_stay_in_the_browser_and_go_when_it_is_back(
    fill: Open, context: BrowserContext
) -> None:
    hands = fill()
    context.set_offline(True)
    hands.click("C5").type("75").keys("Enter").type("50").keys("Enter")
    expect(state(hands)).to_have_text("Нет связи, правки хранятся в браузере")
    assert hands.drafts.log == []
    context.set_offline(False)
    hands.saved()
    assert (hands.drafts.value("C5"), hands.drafts.value("C6")) == (75, 50)


def test_edits_outlive_a_closed_tab_and_are_sent_before_the_draft_is_shown(fill: Open, context: BrowserContext) -> None:
    hands = fill({"row00000": {"column0c": 1}})
    context.set_offline(True)
    hands.click("C5").type("75").keys("Enter").type("50").keys("Enter")
    expect(state(hands)).to_have_text("Нет связи, правки хранятся в браузере")
    hands.page.close()
    context.set_offline(False)
    again = Hands(context.new_page(), hands.bench.url)
    assert again.texts("C5", "C6") == ["75", "50"]
    assert hands.drafts.value("C6") == 50
    again.click("C7").type("3").keys("Enter").saved()
    first, second = hands.drafts.log
    assert first["window"] != second["window"]
    assert (first["number"], second["number"], second["base"]) == (1, 1, 1)


def test_what_is_still_unsent_after_a_restart_is_shown_without_connection(fill: Open, context: BrowserContext) -> None:
    hands = fill()
    hands.drafts.orders = [(503, {})] * 100
    hands.click("C5").type("75").keys("Enter")
    expect(state(hands)).to_have_text("Нет связи, правки хранятся в браузере")
    hands.page.close()
    again = Hands(context.new_page(), hands.bench.url)
    assert again.text("C5") == "75"
    hands.drafts.orders = []
    again.saved()
    assert hands.drafts.value("C5") == 75


def test_what_is_typed_over_edits_left_unsent_has_seen_them(fill: Open, context: BrowserContext) -> None:
    hands = fill()
    hands.drafts.orders = [(503, {})] * 100
    hands.click("C5").type("75").keys("Enter")
    expect(state(hands)).to_have_text("Нет связи, правки хранятся в браузере")
    hands.page.close()
    again = Hands(context.new_page(), hands.bench.url)
    again.click("C5").type("80").keys("Enter")
    again.page.wait_for_timeout(100)
    hands.drafts.orders = []
    again.saved()
    first, second = hands.drafts.log
    # Else the server would take the newer value for one typed without a look at the older.
    assert (first["window"] == second["window"], second["base"]) == (False, 1)
    assert hands.drafts.value("C5") == 80


def test_another_account_neither_sees_nor_sends_the_outbox(fill: Open, context: BrowserContext) -> None:
    hands = fill()
    context.set_offline(True)
    hands.click("C5").type("75").keys("Enter")
    expect(state(hands)).to_have_text("Нет связи, правки хранятся в браузере")
    hands.page.close()
    context.set_offline(False)
    hands.bench.data["account"] = "spo240068"
    other = Hands(context.new_page(), hands.bench.url)
    other.page.wait_for_timeout(300)
    assert other.text("C5") == ""
    assert hands.drafts.log == []


def test_a_second_tab_leaves_the_edits_of_a_living_one_alone(fill: Open, context: BrowserContext) -> None:
    hands = fill()
    hands.drafts.judge = lambda _body: (503, {})
    hands.click("C5").type("75").keys("Enter")
    expect(state(hands)).to_have_text("Нет связи, правки хранятся в браузере")
    other, sent = context.new_page(), []
    other.on("request", lambda request: sent.append(request.post_data_json) if request.method == "POST" else None)
    second = Hands(other, hands.bench.url)
    hands.drafts.judge = lambda _body: None
    second.click("D6").type("8").keys("Enter").saved()
    hands.saved()
    assert sorted(batch["ops"][0][4] for batch in hands.drafts.log) == [8, 75]
    assert [batch["ops"][0][4] for batch in sent] == [8]


def test_a_lost_answer_does_not_double_anything(fill: Open) -> None:
    hands = fill()
    lost = []

    def judge(body: Any) -> Any:
        if lost:
            return None
        lost.append(body)
        hands.drafts.fold(body["ops"])
        hands.drafts.seq, hands.drafts.windows[body["window"]] = 1, 1
        saved = {"number": 1, "seq": 1, "saved_at": iso(datetime.now(UTC)), "pause_ms": 20, "elsewhere": False}
        hands.drafts.answers[body["window"], 1] = saved
        return 502, {}

    hands.drafts.judge = judge
    hands.click("C5").type("7").keys("Enter").saved()
    hands.type("8").keys("Enter").saved()
    assert [batch["number"] for batch in hands.drafts.log] == [2]
    assert (hands.drafts.value("C5"), hands.drafts.value("C6")) == (7, 8)


def test_after_a_gap_the_batch_goes_again_under_the_expected_number(fill: Open) -> None:
    hands = fill().click("C5").type("7").keys("Enter").saved()
    hands.drafts.windows.clear()
    hands.type("8").keys("Enter")
    hands.page.wait_for_timeout(300)
    hands.saved()
    assert [batch["number"] for batch in hands.drafts.log] == [1, 1]
    hands.type("9").keys("Enter").saved()
    assert hands.drafts.value("C7") == 9
    assert hands.drafts.log[-1]["number"] == 2


def test_the_end_of_a_sign_in_opens_a_window_over_the_grid_and_nothing_is_lost(fill: Open) -> None:
    hands = fill()
    hands.drafts.orders = [(401, {"error": {"code": "signed_out", "text": "Войдите еще раз."}})]
    hands.click("C5").type("75").keys("Enter")
    dialog = hands.page.get_by_role("dialog", name="Войдите еще раз")
    dialog.get_by_label("Пароль").fill("неверный")
    dialog.get_by_role("button", name="Войти").click()
    expect(dialog.get_by_role("alert")).to_have_text("Неверный пароль.")
    dialog.get_by_label("Пароль").fill("верный")
    dialog.get_by_label("Пароль").press("Enter")
    expect(dialog).to_be_hidden()
    hands.saved()
    assert hands.drafts.value("C5") == 75
    assert hands.drafts.logins[-1]["login"] == "spo240067"
    assert "_xsrf" in hands.drafts.logins[-1]


def test_the_window_of_a_sign_in_waits_for_a_pause_in_typing(fill: Open) -> None:
    hands = fill()
    hands.drafts.orders = [(401, {"error": {"code": "signed_out", "text": "Войдите еще раз."}})]
    hands.click("C5")
    for number in range(1, 6):
        hands.type(str(number)).page.wait_for_timeout(300)
        hands.keys("Enter").page.wait_for_timeout(300)
    assert hands.texts("C5", "C6", "C7", "C8", "C9") == ["1", "2", "3", "4", "5"]
    dialog = hands.page.get_by_role("dialog", name="Войдите еще раз")
    dialog.get_by_label("Пароль").fill("верный")
    dialog.get_by_label("Пароль").press("Enter")
    hands.saved()
    assert hands.drafts.value("C9") == 5


def test_a_batch_that_is_too_large_is_halved(fill: Open) -> None:
    hands = fill(rows=40)
    hands.drafts.judge = lambda body: (
        (413, {"error": {"code": "large", "text": "Много."}}) if len(body["ops"]) > 15 else None
    )
    text = "\n".join(str(i) for i in range(40))
    hands.to_clipboard(text).click("C5").keys("Control+v").saved()
    assert [batch["number"] for batch in hands.drafts.log] == list(range(1, len(hands.drafts.log) + 1))
    assert [hands.drafts.value(f"C{5 + i}") for i in range(40)] == list(range(40))


def test_a_refused_edit_is_named_kept_and_downloadable_and_the_rest_is_saved(fill: Open) -> None:
    hands = fill()
    bad = {"error": {"code": "value", "text": "Слишком длинный текст."}}
    hands.drafts.judge = lambda body: (422, bad) if any(op[4] == 13 for op in body["ops"]) else None
    hands.to_clipboard("1\n2\n13\n4\n5").click("C5").keys("Control+v").saved()
    assert [hands.drafts.value(f"C{i}") for i in range(5, 10)] == [1, 2, "нет", 4, 5]
    assert "Контингент, C7" in hands.report
    assert hands.text("C7") == "13"
    with hands.page.expect_download() as download:
        hands.page.get_by_role("button", name="Скачать неотправленные правки").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert '"Контингент";"C7"' in text
    assert '"13";"Слишком длинный текст."' in text
    hands.click("C7").type("3").keys("Enter").saved()
    assert hands.drafts.value("C7") == 3


def test_cells_that_the_server_names_are_set_aside_and_the_others_saved_at_once(fill: Open) -> None:
    hands = fill()

    def judge(body: Any) -> Any:
        bad = [[op[1], op[2], op[3], "Такого числа не бывает."] for op in body["ops"] if op[4] == 13]
        return (422, {"error": {"code": "bad_values", "text": "Исправьте.", "cells": bad}}) if bad else None

    hands.drafts.judge = judge
    hands.to_clipboard("1\n2\n13\n4\n13").click("C5").keys("Control+v").saved()
    assert [hands.drafts.value(f"C{i}") for i in range(5, 10)] == [1, 2, "нет", 4, "нет"]
    assert len([path for path, _ in hands.bench.posts]) == 2
    assert "2 правки (Контингент, C7; Контингент, C9)" in hands.report
    assert hands.texts("C7", "C9") == ["13", "13"]


def test_a_change_in_another_window_is_shown_as_soon_as_the_server_tells(fill: Open) -> None:
    hands = fill({"row00001": {"column0c": 1}})
    hands.drafts.sheets["sheet001"]["cells"]["row00001"]["column0c"] = 48
    hands.drafts.seq = 5
    for _ in range(50):
        if hands.bench.streams:
            break
        hands.page.wait_for_timeout(50)
    hands.bench.tell("draft", {"collection": 12, "windows": ["another"]})
    expect(hands.cell("C6")).to_have_text("48")
    assert hands.report == "В другом окне изменена 1 ячейка: Контингент, C6"


def test_edits_left_in_the_browser_are_offered_on_a_page_that_is_closed_by_now(
    fill: Open, context: BrowserContext
) -> None:
    hands = fill()
    hands.drafts.orders = [(503, {})] * 100
    hands.click("C5").type("75").keys("Enter")
    expect(state(hands)).to_have_text("Нет связи, правки хранятся в браузере")
    hands.page.close()
    hands.bench.data["mode"] = "read"
    again = Hands(context.new_page(), hands.bench.url)
    expect(again.page.locator(".report .text")).to_contain_text("осталась 1 правка")
    with again.page.expect_download() as download:
        again.page.get_by_role("button", name="Скачать неотправленные правки").click()
    assert '"C5"' in download.value.path().read_text(encoding="utf-8-sig")


def test_a_server_without_room_says_so_and_is_asked_again(fill: Open) -> None:
    hands = fill()
    hands.drafts.orders = [(507, {"error": {"code": "disk", "text": "Место на диске кончилось."}})]
    hands.click("C5").type("75").keys("Enter")
    expect(state(hands)).to_have_text(
        "Сервер временно не принимает правки: Место на диске кончилось, правки хранятся в браузере"
    )
    hands.saved()
    assert hands.drafts.value("C5") == 75


def test_a_closed_collection_turns_the_grid_read_only_with_unsent_edits_in_sight(fill: Open) -> None:
    hands = fill()
    hands.drafts.orders = [(423, {"error": {"code": "closed", "text": "Сбор закрыт."}})]
    hands.click("C5").type("75").keys("Enter")
    expect(hands.page.locator(".report .text")).to_contain_text("1 правка не успела")
    assert hands.text("C5") == "75"
    hands.click("C6").type("5").keys("Enter")
    assert hands.text("C6") == ""
    with hands.page.expect_download() as download:
        hands.page.get_by_role("button", name="Скачать неотправленные правки").click()
    assert '"C5"' in download.value.path().read_text(encoding="utf-8-sig")


def test_at_the_closing_second_the_last_edits_go_and_the_grid_becomes_read_only(fill: Open) -> None:
    hands = fill(minutes=0.1)
    hands.drafts.pause = 8000
    hands.click("C5").type("1").keys("Enter").saved()
    hands.type("2").keys("Enter").type("3")
    expect(hands.page.locator(".report .text")).to_have_text(
        "Сбор закрыт: данные можно только просматривать.", timeout=9000
    )
    assert (hands.drafts.value("C6"), hands.drafts.value("C7")) == (2, 3)
    hands.click("C8").type("5").keys("Enter")
    assert hands.text("C8") == ""
    expect(hands.page.get_by_role("button", name="Сдать отчет")).to_be_hidden()


def test_the_time_left_is_told_in_moscow_and_in_the_readers_time(fill: Open) -> None:
    hands = fill(minutes=14.5)
    closes = datetime.fromisoformat(hands.bench.data["closes_at"])
    moscow, here = ((closes + timedelta(hours=shift)).strftime("%H:%M") for shift in (3, 7))
    expect(hands.page.locator(".left")).to_contain_text("До закрытия")
    words = (hands.page.locator(".left").text_content() or "").replace("\xa0", " ")
    assert words.startswith("До закрытия 15 мин · ")
    assert f"{moscow} мск" in words
    assert here in words


def test_what_another_window_has_changed_is_taken_over_and_told(fill: Open) -> None:
    hands = fill({"row00001": {"column0c": 1}})
    hands.drafts.sheets["sheet001"]["cells"]["row00001"]["column0c"] = 48
    hands.drafts.seq, hands.drafts.elsewhere = 5, True
    hands.click("C5").type("75").keys("Enter")
    expect(hands.page.locator(".report .text")).to_have_text("В другом окне изменена 1 ячейка: Контингент, C6")
    assert hands.texts("C5", "C6") == ["75", "48"]
    hands.type("9").keys("Enter").saved()
    assert hands.drafts.log[-1]["base"] == 6


def test_a_row_added_in_another_window_appears(fill: Open) -> None:
    hands = fill(
        drafts=Drafts({"sheet002": {"rows": ["abcdefgh01"], "cells": {"abcdefgh01": {"column0a": "Иванова"}}}})
    )
    hands.drafts.fold(
        [["insert", "sheet002", "abcdefgh02", "abcdefgh01"], ["set", "sheet002", "abcdefgh02", "column0a", "Петров"]]
    )
    hands.drafts.elsewhere = True
    hands.click("C5").type("1").keys("Enter").saved()
    hands.page.wait_for_timeout(200)
    hands.tab("Ответственные")
    assert hands.texts("A2", "A3", "A4") == ["Иванова", "Петров", ""]


def test_what_is_being_typed_stays_with_its_row_when_another_window_adds_one_above(fill: Open) -> None:
    rows = {"rows": ["abcdefgh01"], "cells": {"abcdefgh01": {"column0a": "Иванова"}}}
    hands = fill(drafts=Drafts({"sheet002": rows})).tab("Ответственные").click("B2").type("1").keys("Tab").saved()
    hands.drafts.fold(
        [["insert", "sheet002", "abcdefgh02", None], ["set", "sheet002", "abcdefgh02", "column0a", "Новая"]]
    )
    hands.drafts.elsewhere = True
    hands.click("B2").type("2").keys("Tab").type("7")
    expect(hands.cell("A2")).to_have_text("Новая")
    hands.keys("Enter").saved()
    hands.page.wait_for_timeout(100)
    assert hands.drafts.cell("sheet002", "abcdefgh01", "column0c") == 7
    assert hands.texts("A3", "B3", "C3") == ["Иванова", "2", "7"]


def test_what_did_not_get_in_is_shown_with_both_values_and_taken_by_one_click(fill: Open) -> None:
    missed = {
        "sheet": "sheet001",
        "row": "row00001",
        "column": "column0c",
        "value": 31,
        "kept": 48,
        "saved_at": iso(datetime.now(UTC)),
    }
    hands = fill(
        {"row00001": {"column0c": 48}},
        draft={"seq": 0, "sheets": {"sheet001": {"cells": {"row00001": {"column0c": 48}}}}, "not_in": [missed]},
    )
    hands.page.get_by_role("button", name="Не вошло: 1").click()
    dialog = hands.page.get_by_role("dialog", name="Не вошло")
    assert dialog.locator("dd").all_text_contents() == ["31", "48"]
    expect(dialog.get_by_role("listitem")).to_contain_text("на 1 курсе · очно – ")
    dialog.get_by_role("button", name="Взять мое значение в Контингент, C6").click()
    hands.saved()
    assert hands.drafts.value("C6") == 31
    assert hands.text("C6") == "31"
    expect(hands.page.get_by_role("button", name="Не вошло: 1")).to_be_hidden()


def test_a_browser_without_a_database_says_that_edits_are_only_in_memory(fill: Open, page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'indexedDB', { get() { throw new Error('нет') } })")
    hands = fill()
    assert "не хранит правки на диске" in hands.report
    hands.click("C5").type("75").keys("Enter").saved()
    assert hands.drafts.value("C5") == 75


@pytest.mark.parametrize("durable", [True, False])
def test_leaving_asks_while_edits_are_unsent_and_only_then(fill: Open, page: Page, durable: bool) -> None:
    if not durable:
        page.add_init_script("Object.defineProperty(window, 'indexedDB', { get() { throw new Error('нет') } })")
    asked = []
    page.on("dialog", lambda dialog: asked.append(dialog.type) or dialog.accept())
    hands = fill()
    hands.click("C5").type("75").keys("Enter").saved()
    page.reload()
    hands.wait()
    assert asked == []
    hands.drafts.orders = [(503, {})] * 100
    hands.click("C5").type("76").keys("Enter")
    expect(state(hands)).to_contain_text("Нет связи")
    page.goto("about:blank")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize(("minutes", "word"), [(60, "минут"), (15, "минут"), (5, "минут"), (1, "минута")])
def test_the_nearing_end_is_said_once_in_both_times(fill: Open, page: Page, minutes: int, word: str) -> None:
    hands = fill(minutes=minutes + 0.04)
    closes = datetime.fromisoformat(hands.bench.data["closes_at"])
    moscow, here = ((closes + timedelta(hours=shift)).strftime("%H:%M") for shift in (3, 7))
    said = page.locator(".top-bar [aria-live=polite]")
    expect(said).to_have_text(
        re.compile(f"До закрытия сбора {minutes} {word}: {moscow} мск, у.Вас.(\\d\\d\\.\\d\\d.)?в.{here}")
    )
    page.evaluate(
        """() => {
          const node = document.getElementById("host").shadowRoot.querySelector(".top-bar [aria-live=polite]")
          window.said = 0
          new MutationObserver(() => window.said++).observe(node, { childList: true, subtree: true })
        }"""
    )
    page.wait_for_timeout(2500)
    assert page.evaluate("window.said") == 0


def test_the_window_of_a_sign_in_closes_when_it_was_done_in_another_tab(fill: Open) -> None:
    hands = fill()
    hands.drafts.orders = [(401, {"error": {"code": "session", "text": "Войдите."}})]
    hands.click("C5").type("75").keys("Enter")
    dialog = hands.page.get_by_role("dialog", name="Войдите еще раз")
    expect(dialog).to_be_visible(timeout=10_000)
    hands.drafts.session = "spo240099"  # another's sign-in is none
    hands.page.wait_for_timeout(4500)
    expect(dialog).to_be_visible()
    hands.drafts.session = "spo240067"
    expect(dialog).to_be_hidden(timeout=10_000)
    hands.saved()
    assert hands.drafts.value("C5") == 75


def test_edits_can_go_as_messages_of_the_component(fill: Open) -> None:
    hands = fill(save_url="")
    hands.click("C5").type("75").keys("Enter")
    hands.page.wait_for_timeout(500)
    sent = [body for path, body in hands.bench.posts if path == "/messages"]
    assert sent[0]["type"] == "edits"
    assert sent[0]["number"] == 1
    assert sent[0]["ops"] == [["set", "sheet001", "row00000", "column0c", 75]]
