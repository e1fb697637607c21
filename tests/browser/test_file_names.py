"""A browser saves files under the names that they were filed under, as far as a disk takes them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from fisoko.domain.person import OPERATOR
from fisoko.services.filing import NewFile
from fisoko.settings import Settings
from fisoko.wiring import build
from tests.browser.signing import sign_in
from tests.browser.site import Site
from tests.browser.test_file_stores import unfold_all

pytestmark = pytest.mark.browser
# As they are filed, and as Chromium names the file on the disk: it wants no quotation marks there.
ODD = {
    "Отчет «за 2026 год» (итог), 100% + #1.txt": "Отчет «за 2026 год» (итог), 100% + #1.txt",
    'Ответы "1 курс"; вариант 1.txt': "Ответы _1 курс_; вариант 1.txt",
    "../../Приказ.txt": "Приказ.txt",
    "🎓 Выпускникам 👩\u200d🎓.txt": "🎓 Выпускникам 👩_🎓.txt",
    "Очень длинное название " * 8 + "конец.txt": "Очень длинное название " * 8 + "конец.txt",
}


@pytest.fixture(scope="module")
def site(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = Site(shutil.copytree(filled, tmp_path_factory.mktemp("names"), dirs_exist_ok=True))
    application = build(Settings(home=made.home).checked())
    try:
        number = application.publishing.create(OPERATOR, title="Странные имена", html="<p>.</p>")
        application.filing.add_store(OPERATOR, number, "Имена", [NewFile(name, b"x") for name in ODD])
    finally:
        application.close()
    made.start()
    yield made
    made.kill()


def test_odd_names_are_those_of_the_files_that_come(site: Site, page: Page) -> None:
    sign_in(page, site, "spo240069")
    unfold_all(page)
    store = page.locator("section.pub").filter(has_text="Странные имена").locator(".store")
    named = []
    for link in store.locator("tr").get_by_role("link", name="Скачать ").all():
        with page.expect_download() as coming:
            link.click()
        named.append(coming.value.suggested_filename)
    assert [*dict.fromkeys(named)] == [*ODD.values()]
