"""Random deeds on the filling page of a real site, done by keys and mouse, and on the model beside it."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from playwright.sync_api import BrowserContext, Page, Route

from fisoko.domain.forms.checking import check
from fisoko.domain.forms.form import Value
from tests.browser.grid_model import Model, Range
from tests.browser.site import Site
from tests.web.client import Client

TEXTS = ["5", "17", "400", "401", "-3", "12,5", "1 234,5", "абв", "07.09.2021", "31.02.2021", "00123", "0", "да", "8%"]
ENDS = {"Enter": None, "Tab": None, "ArrowDown": (1, 0), "ArrowUp": (-1, 0), "ArrowRight": (0, 1), "ArrowLeft": (0, -1)}
PLACE = """async ([row, column]) => {
  const root = document.getElementById("host").shadowRoot
  const find = () => root.querySelector(`[role=row][aria-rowindex="${row + 2}"] > [aria-colindex="${column + 2}"]`)
  for (let frame = 0; frame < 20 && !find(); frame++) await new Promise(requestAnimationFrame)
  if (!find()) return null
  const box = find().getBoundingClientRect()
  return [box.x + box.width / 2, box.y + box.height / 2]
}"""
SEEN = """() => Array.from(document.getElementById("host").shadowRoot.querySelectorAll(".lines > [role=row]"))
  .sort((one, other) => one.ariaRowIndex - other.ariaRowIndex)
  .map(row => Array.from(row.querySelectorAll(".grid-cell:not(.caption)"), cell => cell.textContent))"""
UNSENT = """owner => new Promise(done => {
  const request = indexedDB.open("fisoko", 1)
  request.onsuccess = () => {
    const all = request.result.transaction("outbox").objectStore("outbox").getAll()
    all.onsuccess = () => {
      request.result.close()
      done(all.result.filter(one => one.owner === owner && one.kind !== "counter"))
    }
  }
})"""


class Player:
    """One person at one form; `differences` is what page, outbox and store have not in common with the model."""

    def __init__(
        self, context: BrowserContext, site: Site, client: Client, login: str, collection: int, model: Model, seed: int
    ) -> None:
        self.random, self.client, self.model, self.login, self.collection = (
            random.Random(seed),
            client,
            model,
            login,
            collection,
        )
        self.url = f"{site.url}/collections/{collection}"
        self.page: Page = context.new_page()
        self.line = "good"
        self.sheet, self.chosen, self.lost, self.tab = 0, Range(0, 0, 0, 0), True, None
        self.keys, self.differences, self.told = 0, [], []
        self.page.route("**/api/v1/drafts/**", self._pass)
        self.page.on("dialog", lambda dialog: dialog.accept())  # what is on the disk may be left unsent
        self.page.on("pageerror", lambda error: self.differences.append(f"page error: {error}"))
        self._open()

    def _pass(self, route: Route) -> None:
        if self.line == "good":
            route.continue_()
        elif self.line == "deaf" and route.request.method == "POST":
            route.fetch()  # the server has it, the answer is lost
            route.abort()
        else:
            route.abort()

    def _open(self) -> None:
        self.page.goto(self.url)
        self.page.locator(".desk[data-ready]").wait_for(timeout=20_000)
        self.sheet, self.lost = 0, True

    # Deeds

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.keys += len(keys)

    def play(self, keys: int) -> None:
        """Deeds until so many keys, pastes, undos and reloads have been done; then everything is compared."""
        often: dict[Callable[[], None], int] = {self.typing: 40, self.undoing: 12, self.pasting: 10, self.rows: 10}
        seldom = {self.stretching: 8, self.filling: 8, self.clearing: 6, self.jump: 6, self.redoing: 5, self.weather: 4}
        deeds = {**often, **seldom, self.reload: 2}
        while self.keys < keys and not self.differences:
            (deed,) = self.random.choices([*deeds], [*deeds.values()])
            if self.lost and deed not in (self.undoing, self.redoing, self.reload, self.weather):
                self.jump()
            self.told.append(deed.__name__)
            deed()
            self.keys += 1
        self.line = "good"
        self.compare(at_rest=True)

    def jump(self) -> None:
        """A click into a cell, maybe of the other sheet."""
        wanted = self.random.choice([self.sheet, self.sheet, 1 - self.sheet])
        name = self.model.form.sheets[wanted].name
        self.page.locator("[role=tab]", has_text=name).click()
        self.page.get_by_role("grid", name=name).wait_for()
        self.sheet = wanted
        row, column = self.random.randrange(self.model.height(wanted)), self.random.randrange(self.model.width(wanted))
        place = self.page.evaluate(PLACE, [row, column])
        if place is None:
            self._same(f"{name}, row {row + 1}", "not there", "there")
        else:
            self.page.mouse.click(*place)
        self.chosen, self.lost, self.tab = Range(row, column, row, column), False, None

    def _to(self, row: int, column: int) -> None:
        row = max(0, min(row, self.model.height(self.sheet) - 1))
        column = max(0, min(column, self.model.width(self.sheet) - 1))
        self.chosen = Range(row, column, row, column)

    def typing(self) -> None:
        if (self.chosen.top, self.chosen.left) != (self.chosen.bottom, self.chosen.right):
            self.jump()
        text, end = self.random.choice(TEXTS), self.random.choice([*ENDS])
        row, column = self.chosen.row, self.chosen.column
        self.page.keyboard.type(text)
        self.press(end)
        self.keys += len(text)
        self.model.step(self.model.type, self.sheet, row, column, text)
        if end == "Enter":
            self._to(row + 1, column if self.tab is None else self.tab)
            self.tab = None
        elif end == "Tab":
            begun = column if self.tab is None else self.tab
            self._to(row, column + 1)
            self.tab = begun
        else:
            down, right = ENDS[end] or (0, 0)
            self._to(row + down, column + right)
            self.tab = None

    def stretching(self) -> None:
        for key in self.random.choices(
            ["ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft"], k=self.random.randrange(1, 4)
        ):
            down, right = ENDS[key] or (0, 0)
            self.press(f"Shift+{key}")
            row = max(0, min(self.chosen.head_row + down, self.model.height(self.sheet) - 1))
            column = max(0, min(self.chosen.head_column + right, self.model.width(self.sheet) - 1))
            self.chosen = replace(self.chosen, head_row=row, head_column=column)
        self.tab = None

    def clearing(self) -> None:
        self.press(self.random.choice(["Delete", "Backspace"]))
        self.model.step(self.model.clear, self.sheet, self.chosen)

    def pasting(self) -> None:
        tall, broad = self.random.randrange(1, 5), self.random.randrange(1, 4)
        matrix = [[self.random.choice([*TEXTS, ""]) for _ in range(broad)] for _ in range(tall)]
        if tall == broad == 1:
            matrix = [["7"]]
        self.page.evaluate(
            "text => navigator.clipboard.writeText(text)", "\r\n".join("\t".join(row) for row in matrix) + "\r\n"
        )
        self.press("Control+v")
        self.model.step(self.model.paste, self.sheet, self.chosen, matrix)
        self.lost = True

    def filling(self) -> None:
        down = self.random.random() < 0.5
        first = self.chosen.left if self.chosen.left < self.chosen.right else self.chosen.left - 1
        if not down and first >= 0 and self.model.cell(self.sheet, 0, first).formula:
            return  # what a sum comes to is another test's
        self.press("Control+d" if down else "Control+r")
        self.model.step(lambda: self.model.fill(self.sheet, self.chosen, down=down))

    def undoing(self) -> None:
        self.press("Control+z")
        self.model.undo()
        self.lost = True

    def redoing(self) -> None:
        self.press("Control+y")
        self.model.redo()
        self.lost = True

    def rows(self) -> None:
        if not self.model.form.sheets[self.sheet].free:
            return
        model, sheet, chosen = self.model, self.sheet, self.chosen
        deeds = {
            "Control+Enter": lambda: model.insert(sheet, chosen.row + 1),
            "Control+Shift+Equal": lambda: model.insert(sheet, chosen.row),
            "Control+Minus": lambda: model.remove(sheet, chosen),
            "Control+Shift+d": lambda: model.duplicate(sheet, chosen),
            "Alt+Shift+ArrowUp": lambda: model.move(sheet, chosen, -1),
            "Alt+Shift+ArrowDown": lambda: model.move(sheet, chosen, 1),
        }
        key, deed = self.random.choice([*deeds.items()])
        self.press(key)
        self.told[-1] += f" {key}"
        model.step(deed)
        self.lost = True

    def reload(self) -> None:
        self.page.wait_for_timeout(80)
        self._open()
        self.model.reload()
        self.compare(at_rest=False)

    def weather(self) -> None:
        """The line breaks, loses answers, or is good again."""
        self.line = self.random.choice(["good", "down", "deaf"])
        if self.line == "good":
            self.page.evaluate("window.dispatchEvent(new Event('online'))")

    # What has come of it

    def compare(self, *, at_rest: bool) -> None:
        """The page against the model; at rest nothing may be unsent, and store and errors agree, too."""
        unsent = self._drained() if at_rest else self._unsent()
        for at, sheet in enumerate(self.model.form.sheets):
            self.page.locator("[role=tab]", has_text=sheet.name).click()
            self.page.wait_for_timeout(120)
            columns, rows = range(self.model.width(at)), range(self.model.height(at))
            seen = [
                [text for column, text in enumerate(row) if not self.model.cell(at, 0, column).formula]
                for row in self.page.evaluate(SEEN)
            ]
            # What is computed is judged by the errors, and by other tests.
            wanted = [
                [self.model.text(at, row, column) for column in columns if not self.model.cell(at, 0, column).formula]
                for row in rows
            ]
            self._same(f"page, {sheet.name}", seen, wanted)
        self.lost, self.sheet = True, len(self.model.form.sheets) - 1
        if at_rest:
            self._same("outbox", unsent, [])
        if unsent:
            return
        stored = self.client.ask("GET", f"/api/v1/drafts/{self.collection}?since=0").json()["sheets"]
        self._same("store", self._values(stored), self.model.rows)
        found = check(self.model.form, stored, date(2026, 9, 20))
        errors = sum(one.level == "error" and one.kind != "required" for one in found)
        said = self.page.locator(".top-bar .errors").inner_text()
        self._same("errors", int("".join(filter(str.isdigit, said)) or 0) if "Ошиб" in said else 0, errors)

    def _unsent(self) -> list[Any]:
        return self.page.evaluate(UNSENT, f"{self.login}/{self.collection}")

    def _drained(self) -> list[Any]:
        """What is still unsent when there has been time enough; then the page takes over what the server has."""
        for _ in range(60):
            self.page.evaluate("window.dispatchEvent(new Event('online'))")
            self.page.wait_for_timeout(150)
            if not self._unsent():
                break
        self.page.wait_for_timeout(300)
        return self._unsent()

    def _values(self, stored: dict[str, Any]) -> list[list[list[Value]]]:
        made = []
        for sheet in self.model.form.sheets:
            held = stored.get(sheet.id, {})
            ids = held.get("rows", []) if sheet.free else [row.id for row in sheet.rows]
            cells = held.get("cells", {})
            made.append(
                [
                    [cells.get(row, {}).get(one.id, sheet.cell(row, one.id).value) for one in sheet.columns]
                    for row in ids
                ]
            )
        return made

    def _same(self, what: str, seen: Any, wanted: Any) -> None:
        if seen != wanted:
            self.differences.append(f"{what}: {seen} instead of {wanted}, after {self.keys} keys: {self.told[-12:]}")
