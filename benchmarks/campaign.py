"""A campaign for load: a real server on a base with thousands of organisations, all of them signed in."""

import json
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.bases import address
from fisoko.domain.person import OPERATOR, Role
from fisoko.domain.publication import Audience
from fisoko.services.account_list import Wanted
from fisoko.services.collecting import Invited, NewCollection
from fisoko.settings import Settings
from fisoko.store.statement import parse_statement
from fisoko.wiring import build, now
from tests.browser.site import PASSWORD, Site

FORM = Path(__file__).parents[1] / "data" / "forms" / "kontingent.xlsx"
XSRF = "0123456789abcdef0123456789abcdef"
# Everybody at once: a password each would take a quarter of an hour for a country.
SIGN_INS = parse_statement(
    "sign_ins",
    "insert into sign_in (key, account_id, started_at, seen_at, address) "
    "select k.key, a.id, :at::timestamp, :at::timestamp, '10.0.0.1' "
    "from (select unnest(:keys::text[]) as key, unnest(:logins::text[]) as login) k join account a on a.login = k.login",
)
STORED = parse_statement("stored", "select window_id, number, count(*) as times from batch group by window_id, number")


@dataclass(frozen=True)
class Campaign:
    """One open collection; `cookies` are a sign-in of each organisation, `cells` addresses that take whole numbers."""

    site: Site
    settings: Settings
    collection: int
    cookies: list[str]
    cells: list[tuple[str, str, str]]

    def stored(self) -> dict[tuple[str, int], int]:
        """(window, number) → how many times it is in the log; the server must not run."""
        application = build(self.settings)
        try:
            return {(row["window_id"], row["number"]): row["times"] for row in application.engine.all(STORED)}
        finally:
            application.close()


@contextmanager
def campaign(kind: str, organisations: int, home: Path | None = None) -> Iterator[Campaign]:
    """Make the base, sign everybody in, start the server; everything is removed afterwards."""
    folder = home or Path(tempfile.mkdtemp(prefix="fisoko-load-"))
    with address(kind) as where:
        database = f"duckdb:///{folder / 'fisoko.duckdb'}" if kind == "duckdb" else where
        settings = Settings.from_environment({}, home=folder, database=database)
        collection, cookies, cells = _made(settings, organisations)
        site = Site(folder, database)
        site.start()
        try:
            yield Campaign(site, settings, collection, cookies, cells)
        finally:
            site.kill()
            if home is None:
                shutil.rmtree(folder, ignore_errors=True)


def _made(settings: Settings, organisations: int) -> tuple[int, list[str], list[tuple[str, str, str]]]:
    application = build(settings)
    try:
        logins = [f"spo{24 + n // 9000:02}{n % 9000 + 1:04}" for n in range(organisations)]
        wanted = [Wanted(login, Role.ORGANISER, login[3:5], f"Колледж {login}") for login in logins]
        application.accounts.issue(OPERATOR, wanted, password=PASSWORD)
        version = application.forms.add(OPERATOR, FORM.read_bytes())
        new = NewCollection("Контингент", version.id, now() - timedelta(days=1), now() + timedelta(days=2), Invited())
        number = application.publishing.create(
            OPERATOR, title="Сбор данных", html="<p>Уважаемые коллеги!</p>", audience=Audience(), collection=new
        )
        published = {one.id: held for one, held in application.publishing.list(OPERATOR)}
        cookies = [secrets.token_urlsafe(32) for _ in logins]
        keys = [sha256(cookie.encode()).hexdigest() for cookie in cookies]
        application.writer.run(lambda tx: tx.run(SIGN_INS, keys=keys, logins=logins, at=now())).result()
        form = version.form.to_json()
    finally:
        application.close()
    sheet = form["sheets"][0]
    whole = [column["id"] for column in sheet["columns"] if column["cell"]["type"] == "integer"]
    open_rows = [row for row in sheet["rows"] if not any(cell.get("locked") for cell in row.get("cells", {}).values())]
    cells = [(sheet["id"], row["id"], column) for row in open_rows or sheet["rows"][:10] for column in whole[:3]]
    return published[number][0].id, cookies, cells


def body(campaign: Campaign, organisation: int, number: int, window: str) -> bytes:
    """A batch of three cells."""
    ops: list[Any] = [["set", *campaign.cells[(number + n) % len(campaign.cells)], number % 400] for n in range(3)]
    return json.dumps({"window": window, "number": number, "base": 0, "ops": ops}, separators=(",", ":")).encode()


def page_data(html: str) -> dict[str, Any]:
    """The data of a thin page."""
    found = re.search(r'<script type="application/json" id="page"[^>]*>(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return json.loads(found[1])
