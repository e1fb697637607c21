"""A site with one collection for the model of the grid, and a person for each sequence of deeds."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser

from fisoko.domain.forms.form import Form
from fisoko.domain.person import OPERATOR, Role
from fisoko.domain.publication import Audience
from fisoko.services.account_list import Wanted
from fisoko.services.collecting import Invited, NewCollection
from fisoko.settings import Settings
from fisoko.wiring import build, now
from tests.browser.grid_model import Model, workbook
from tests.browser.grid_player import Player
from tests.browser.site import PASSWORD, Site
from tests.web.client import Client


@dataclass(frozen=True)
class ModelSite:
    """The running server; person number n is spo24000n."""

    site: Site
    form: Form
    collection: int

    def sequence(self, browser: Browser, seed: int, keys: int) -> list[str]:
        """Differences between page, outbox, store and model after one random sequence by a person of its own."""
        login = f"spo24{seed:04}"
        client = Client(self.site.url)
        client.sign_in(login, PASSWORD)
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="ru-RU")
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.add_cookies([{"name": "fsid", "value": client.cookies["fsid"], "url": self.site.url}])
        try:
            player = Player(context, self.site, client, login, self.collection, Model(self.form), seed)
            player.play(keys)
            return player.differences
        finally:
            context.close()


@contextmanager
def model_site(people: int, first: int = 1) -> Iterator[ModelSite]:
    """Make it with so many persons, start it, remove it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="fisoko-model-"))
    application = build(Settings.from_environment({}, home=folder))
    try:
        logins = [f"spo24{number:04}" for number in range(first, first + people)]
        wanted = [Wanted(login, Role.ORGANISER, "24", f"Колледж {login}") for login in logins]
        application.accounts.issue(OPERATOR, wanted, password=PASSWORD)
        version = application.forms.add(OPERATOR, workbook())
        new = NewCollection("Проверка", version.id, now() - timedelta(days=1), now() + timedelta(days=2), Invited())
        number = application.publishing.create(
            OPERATOR, title="Сбор данных", html="<p>Проверка</p>", audience=Audience(), collection=new
        )
        collection = next(held[0].id for one, held in application.publishing.list(OPERATOR) if one.id == number)
    finally:
        application.close()
    site = Site(folder)
    site.start()
    try:
        yield ModelSite(site, version.form, collection)
    finally:
        site.kill()
        shutil.rmtree(folder, ignore_errors=True)
