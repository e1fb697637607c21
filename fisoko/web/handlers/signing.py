"""Signing in and out."""

from urllib.parse import quote, urlsplit

from fisoko.domain.error import FisokoError
from fisoko.domain.person import Identity
from fisoko.web import guard
from fisoko.web.handlers.base import Handler
from fisoko.web.pages.login import login_page

RESERVED = "/?&=%:@!$'()*+,;~#"  # signs that an address may hold as they are
LONGEST = 1000  # signs of a login or a password: more is no one's


class LoginHandler(Handler):
    """The form, and what comes from it or, as JSON, from the window over the grid."""

    open_to_all = True

    def get(self) -> None:
        """The form; whoever has signed in goes on."""
        if self.identity is not None:
            self.redirect(self.next_address(), status=303)
            return
        self.show_form()

    head = get

    async def post(self) -> None:
        """Signs in: a redirect for a person, 200 {"login", "role"} for a program, 403 for a wrong login or password."""
        login = self.get_body_argument("login", "", strip=False)[:LONGEST]
        password = self.get_body_argument("password", "", strip=False)[:LONGEST]
        browser = self.get_cookie(guard.BROWSER_COOKIE, "") or ""
        before = self.identity
        signing_in = self.services.signing_in
        made = await self.run(signing_in.sign_in, login, password, self.request.remote_ip or "", browser)
        if before is not None:
            await self.run(signing_in.sign_out, before)
        guard.set_sign_in_cookies(self, made.cookie, made.browser)
        if self.wants_data():
            self.answer({"login": made.identity.login, "role": made.identity.role.value})
        else:
            self.redirect(self.next_address(), status=303)

    def show_error(self, error: FisokoError) -> None:
        """A failed try shows the form again, with its login."""
        if self.wants_data() or self.request.method != "POST":
            super().show_error(error)
        else:
            self.show_form(self.get_body_argument("login", "", strip=False)[:LONGEST], error.text)

    def show_form(self, login: str = "", error: str = "") -> None:
        """Finishes with the form; the status is already set."""
        token = self.xsrf_token.decode()
        self.page(login_page(token, login=login, error=error, next_address=self.next_address()))

    def next_address(self) -> str:
        """Where to go after signing in: an address of this site, never another's."""
        return local_address(self.get_query_argument("next", "/"))


class LogoutHandler(Handler):
    """«Выйти»: a plain form of every page."""

    async def post(self) -> None:
        """Ends this sign-in, here and in its other tabs."""
        await self.run(self.services.signing_in.sign_out, self.person)
        guard.clear_sign_in_cookie(self)
        if self.wants_data():
            self.answer({})
        else:
            self.redirect("/login", status=303)


class SessionHandler(Handler):
    """Who has signed in."""

    for_programs = True

    def get(self) -> None:
        """The identity, without anything secret."""
        self.answer(person_json(self.person))


def person_json(identity: Identity) -> dict[str, object]:
    """What a page or a notebook may know of its own reader."""
    return {
        "login": identity.login,
        "role": identity.role.value,
        "name": identity.name,
        "region": identity.region,
        "region_name": identity.region_name,
        "organisation": identity.organisation_name,
        "utc_offset": identity.utc_offset,
    }


def local_address(address: str) -> str:
    """`address` when it is a plain path of this site, else "/"."""
    parts = urlsplit(address)
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    if not plain or "\\" in address or any(ord(sign) < 33 or ord(sign) == 127 for sign in address):
        return "/"
    return "/" if parts.path in ("/login", "/logout") else quote(address, safe=RESERVED)
