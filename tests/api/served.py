"""The server's own routes in this process, on a demonstration of their own: a test may reach behind them."""

import asyncio
import threading
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from fisoko import wiring
from fisoko.domain.person import OPERATOR, Identity
from fisoko.services.permissions import Action, Thing, may
from fisoko.settings import Settings
from fisoko.web.arrivals import Arrivals
from fisoko.web.handlers.operations import MissingHandler
from fisoko.web.routes import ROUTES
from fisoko.web.traffic import Traffic
from tests.browser.site import PASSWORD
from tests.web.client import Answer, Client


class Served:
    """`services` behind `url`, on a thread's event loop, until `close`."""

    def __init__(self, home: Path) -> None:
        self.services = wiring.build(Settings(home=home, api_requests=100_000).checked())
        self.services.start()
        self._loop = asyncio.new_event_loop()
        self._up = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._up.wait(30)
        self._tokens: dict[str, str] = {}
        self._cookies: dict[str, str] = {}

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self._over = asyncio.Event()
        server = HTTPServer(
            Application(
                ROUTES,
                fisoko=self.services,
                traffic=Traffic(),
                arrivals=Arrivals(),
                xsrf_cookies=True,
                default_handler_class=MissingHandler,
                log_function=lambda handler: None,
            )
        )
        sockets = bind_sockets(0, "127.0.0.1")
        server.add_sockets(sockets)
        self.url = f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
        self._up.set()
        await self._over.wait()
        server.stop()
        await server.close_all_connections()

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(30)
        self.services.close()

    def person(self, login: str) -> Identity:
        found = self.services.tokens._accounts.by_login(login)
        assert found, login
        return found.identity()

    def token(self, login: str) -> str:
        """The one token that tests of this login share; `new_token` makes another."""
        if login not in self._tokens:
            self._tokens[login] = self.new_token(login)[0]
        return self._tokens[login]

    def new_token(self, login: str, days: int = 90) -> tuple[str, int]:
        """A token's text and id."""
        made = self.services.tokens.make_for(OPERATOR, login, "Проверка", days)
        return made.text, made.token.id

    def get(self, login: str, path: str, **headers: str) -> Answer:
        """What a program of this login is answered: by a token, by the cookie of a sign-in where it may have none."""
        person = self.person(login)
        if may(person, Action.KEEP_TOKENS, Thing(person.region, owner=person.account_id)):
            return Client(self.url).get(path, **({"Authorization": f"Bearer {self.token(login)}"} | headers))
        if login not in self._cookies:
            self._cookies[login] = self.services.signing_in.sign_in(login, PASSWORD, "127.0.0.1", "").cookie
        return Client(self.url, {"fsid": self._cookies[login]}).get(path, **headers)

    def collection(self, login: str = "fed_demo") -> dict:
        """The open collection of the demonstration."""
        rows = self.get(login, "/api/v1/collections").json()["rows"]
        return next(row for row in rows if row["title"] == "Контингент" and row["state"] == "open")
