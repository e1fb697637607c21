"""Lists of values: opened, searched, walked and picked from."""

from collections.abc import Callable

import pytest

from tests.browser.grid_page import Hands, form

pytestmark = pytest.mark.browser
Open = Callable[..., Hands]


def test_a_list_opens_by_alt_down_and_is_walked_by_arrows(fill: Open) -> None:
    hands = fill().click("B5").keys("Alt+ArrowDown")
    assert hands.page.get_by_role("option").all_text_contents() == ["основное общее", "среднее общее", "не указано"]
    hands.keys("ArrowDown", "Enter")
    assert hands.text("B5") == "среднее общее"


def test_enter_in_a_list_that_was_opened_picks_and_stays_and_the_next_one_goes_down(fill: Open) -> None:
    hands = fill().click("B5").keys("Alt+ArrowDown", "ArrowDown", "Enter")
    assert (hands.text("B5"), hands.address) == ("среднее общее", "B5")
    assert hands.keys("Enter").address == "B6"


def test_a_double_click_opens_the_list_and_a_value_outside_it_stays_until_one_is_chosen(fill: Open) -> None:
    hands = fill({"row00000": {"column0b": "начальное"}})
    hands.cell("B5").dblclick()
    assert hands.page.get_by_role("option").count() == 3
    hands.keys("Enter")
    assert hands.text("B5") == "начальное"
    hands.cell("B6").dblclick()
    hands.page.get_by_role("option", name="не указано").click()
    assert hands.text("B6") == "не указано"


def test_a_list_opens_on_typing_and_offers_what_begins_so(fill: Open) -> None:
    hands = fill().click("B5").type("не")
    assert hands.page.get_by_role("option").all_text_contents() == ["не указано", "среднее общее"]
    hands.keys("Enter")
    assert hands.text("B5") == "не указано"


def test_what_is_typed_in_an_opened_list_is_looked_for_in_it(fill: Open) -> None:
    hands = fill({"row00000": {"column0b": "основное общее"}}).click("B5").keys("Alt+ArrowDown").type("общ ср")
    assert hands.page.get_by_role("option").all_text_contents() == ["среднее общее"]
    hands.type("х")
    hands.page.get_by_text("В списке такого значения нет").wait_for()
    hands.keys("Backspace", "Enter")
    assert hands.text("B5") == "среднее общее"
    hands.cell("B5").dblclick()
    hands.page.wait_for_timeout(50)
    hands.type("не у").keys("Enter")
    assert hands.text("B5") == "не указано"


def test_a_list_of_five_hundred_is_narrowed_within_a_frame_or_two(fill: Open) -> None:
    options = [f"{i % 100:02}.{i // 100:02}.01 Специальность номер {i}" for i in range(500)]
    made = form()
    made["sheets"][0]["columns"][0]["cell"]["list"] = options
    hands = fill(form=made).click("B5").keys("Alt+ArrowDown")
    assert hands.page.get_by_role("option").count() == 500
    took = hands.page.evaluate(
        """() => {
          const field = document.getElementById("host").shadowRoot.querySelector("textarea.editor"), times = []
          for (const text of ["н", "но", "ном", "номер 4", "номер 49", "номер 4", ""]) {
            const begun = performance.now()
            field.value = text
            field.dispatchEvent(new InputEvent("input"))
            field.getBoundingClientRect()
            times.push(performance.now() - begun)
          }
          return times.sort((one, other) => one - other)[3]
        }"""
    )
    assert took < 50
    hands.keys("Control+a").type("номер 499").keys("Enter")
    assert hands.text("B5") == options[499]


def test_a_value_of_a_list_is_picked_by_a_click(fill: Open) -> None:
    hands = fill().click("B5").keys("Alt+ArrowDown")
    hands.page.get_by_role("option", name="не указано").click()
    assert hands.text("B5") == "не указано"
    assert hands.keys("ArrowDown").address == "B6"
