"""A token's whole life in the cabinet: made, shown once, used by the client, revoked, refused."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import fisoko.analytics
from fisoko.analytics.client import Client
from fisoko.analytics.client_error import ClientError
from tests.browser.signing import sign_in
from tests.browser.site import Site
from tests.browser.test_accessible import PATIENCE, judge

pytestmark = pytest.mark.browser


@pytest.fixture
def tokens(page: Page, site: Site) -> Page:
    """The page of a coordinator's tokens, reached from the foot of the cabinet."""
    sign_in(page, site, "spo_coord_24", PATIENCE)
    page.get_by_role("link", name="Токены для программ").click()
    expect(page.get_by_role("heading", name="Токены для программ")).to_be_visible()
    return page


def test_a_token_is_made_copied_used_revoked_and_refused(tokens: Page, site: Site, tmp_path: Path) -> None:
    tokens.get_by_label("Название").fill("Тетрадь")
    tokens.keyboard.press("Enter")
    field = tokens.get_by_label("Токен", exact=True)
    expect(field).to_be_focused()
    text = field.input_value()
    tokens.get_by_role("button", name="Скопировать строки для тетради").click()
    expect(tokens.get_by_role("button", name="Скопировано")).to_be_visible()
    lines = tokens.evaluate("navigator.clipboard.readText()")
    assert lines == f'import fisoko.analytics\nclient = fisoko.analytics.connect("{site.url}", "{text}")'
    client = fisoko.analytics.connect(site.url, text, cache=tmp_path)
    assert set(client.progress(_open(client))["region"]) == {"24"}

    tokens.reload()
    row = tokens.get_by_role("row").filter(has=tokens.get_by_role("rowheader", name="Тетрадь"))
    expect(row).to_contain_text("Действует")
    expect(row).not_to_contain_text("не было")  # the last use
    assert text not in tokens.content()
    assert text not in tokens.evaluate("document.getElementById('page').textContent")

    tokens.get_by_role("button", name="Отозвать токен «Тетрадь»").press("Enter")
    expect(tokens.get_by_role("button", name="Оставить")).to_be_focused()
    tokens.keyboard.press("Escape")
    expect(tokens.get_by_role("button", name="Отозвать токен «Тетрадь»")).to_be_focused()
    tokens.keyboard.press("Enter")
    tokens.get_by_role("button", name="Отозвать навсегда").press("Enter")
    expect(row).to_contain_text("Отозван")
    expect(row.get_by_role("button")).to_have_count(0)
    with pytest.raises(ClientError, match="отозван") as refused:
        client.collections()
    assert refused.value.status == 401


def _open(client: Client) -> int:
    frame = client.collections()
    return int(frame.loc[(frame["title"] == "Контингент") & (frame["state"] == "open"), "id"].iloc[0])


def test_what_cannot_be_is_told_beside_its_field(tokens: Page) -> None:
    tokens.get_by_role("button", name="Создать токен").click()
    expect(tokens.get_by_role("alert")).to_contain_text("Назовите токен")
    expect(tokens.get_by_label("Название")).to_be_focused()
    tokens.get_by_label("Название").fill("Отчет")
    tokens.get_by_label("Срок, дней").fill("400")
    tokens.get_by_role("button", name="Создать токен").click()
    expect(tokens.get_by_role("alert")).to_contain_text("от 1 до 365")
    expect(tokens.get_by_label("Срок, дней")).to_be_focused()
    expect(tokens.get_by_label("Название")).to_have_value("Отчет")


def test_axe_finds_nothing_in_any_state_of_the_page(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="ru-RU", bypass_csp=True)
    page = context.new_page()
    sign_in(page, site, "fed_demo", PATIENCE)
    page.goto(f"{site.url}/tokens")
    expect(page.get_by_text("Токенов пока нет.")).to_be_visible()
    found = judge(page, "empty")
    page.get_by_role("button", name="Создать токен").click()
    found += judge(page, "an error")
    page.get_by_label("Название").fill("Сводка")
    page.get_by_role("button", name="Создать токен").click()
    expect(page.get_by_label("Токен", exact=True)).to_be_visible()
    found += judge(page, "made")
    page.get_by_role("button", name="Отозвать токен «Сводка»").click()
    found += judge(page, "asked whether it is to be revoked")
    page.get_by_role("button", name="Отозвать навсегда").click()
    expect(page.get_by_text("Отозван", exact=False).first).to_be_visible()
    found += judge(page, "revoked")
    context.close()
    assert found == []
