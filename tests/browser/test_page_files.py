"""What a school's pages ask of the server: few files, and what they are drawn of is named by the page itself."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.site import PASSWORD, Site
from tests.web.client import Client

pytestmark = pytest.mark.browser
LOGIN = "spo240067"
MOST = {"cabinet": 4, "grid": 6}
AFTERWARDS = {"cabinet": set[str](), "grid": {"vendor/tabulator.min.js", "grid_more.joined.js"}}  # when it can be used


@pytest.mark.parametrize(("component", "ready"), [("cabinet", "section.pub"), ("grid", ".desk[data-ready]")])
def test_a_page_asks_few_files_and_names_them_all_itself(page: Page, site: Site, component: str, ready: str) -> None:
    school = Client(site.url)
    school.sign_in(LOGIN, PASSWORD)
    path = "/"
    if component == "grid":
        path = re.findall(r'"href":"(/collections/\d+)"', school.get("/").text)[0]
    page.context.add_cookies([{"name": "fsid", "value": school.cookies["fsid"], "url": site.url}])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(site.url + path)
    page.locator(ready).first.wait_for()
    page.wait_for_timeout(300)
    files = {name for name in asked if name.startswith("/assets/")}
    named = set(re.findall(r'(?:href|src)="(/assets/[^"]+)"', school.get(path).text))
    assert named <= files
    assert {name.split("/", 3)[3] for name in files - named} <= AFTERWARDS[component]
    assert len(files) <= MOST[component]
    news = {name for name in asked if not name.startswith("/assets/")} - {path, "/events", "/api/v1/bell"}
    assert news == set()
