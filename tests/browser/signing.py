"""Signing in as a person does, with the keyboard and the button."""

from playwright.sync_api import Page, expect

from tests.browser.site import PASSWORD, Site


def sign_in(page: Page, site: Site, login: str, timeout: float | None = None) -> None:
    """Open the sign-in page and come to the cabinet of this login; `timeout` in ms, None: the usual one."""
    page.goto(f"{site.url}/login")
    page.get_by_label("Логин").fill(login)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    expect(page.get_by_text(login).first).to_be_visible(timeout=timeout)
