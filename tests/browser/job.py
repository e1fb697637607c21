"""The steps of the main job as a person takes them: from the cabinet to the grid, and until an edit is saved."""

import re

from playwright.sync_api import Page, expect

PUBLICATION = re.compile("Сбор данных об участниках ВПР СПО")


def open_publication(page: Page) -> None:
    heading = page.get_by_role("button", name=PUBLICATION)
    if heading.get_attribute("aria-expanded") != "true":
        heading.click()
    expect(page.get_by_text("Статус", exact=True).first).to_be_visible()


def open_grid(page: Page, button: str) -> None:
    open_publication(page)
    publication = page.locator("section.pub").filter(has=page.get_by_role("button", name=PUBLICATION))
    publication.get_by_role("link", name=button).click()
    expect(page.get_by_role("grid")).to_be_visible()


def saved(page: Page) -> None:
    expect(page.get_by_text(re.compile(r"Сохранено \d\d:\d\d:\d\d"))).to_be_visible()
