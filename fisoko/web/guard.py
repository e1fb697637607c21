"""Who is asking: the cookie of a sign-in becomes an identity, for handlers, Panel's pages and websockets alike."""

from typing import TYPE_CHECKING

from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from fisoko.domain.person import Identity

if TYPE_CHECKING:
    from fisoko.wiring import Application

COOKIE = "fsid"  # the sign-in: 32 random bytes
BROWSER_COOKIE = "fsbrowser"  # a browser that has signed in before
BROWSER_DAYS = 365


def application_of(handler: RequestHandler) -> "Application":
    """The services behind a handler: whoever makes the server puts them into its settings."""
    return handler.settings["fisoko"]


def who(handler: RequestHandler) -> Identity | None:
    """The identity of a request, asked anew at each call; it also stays on the request, for the page made from it."""
    cookie = handler.request.cookies.get(COOKIE)
    identity = application_of(handler).signing_in.identity(cookie.value) if cookie and cookie.value else None
    handler.request.identity = identity  # pyright: ignore[reportAttributeAccessIssue]
    return identity


def identity_of(request: HTTPServerRequest) -> Identity | None:
    """The identity that `who` has left on a request, or on Bokeh's stand-in for it in a session."""
    return getattr(request, "identity", None)


def get_user(handler: RequestHandler) -> str | None:
    """Panel's hook (--auth-module): the login of who is asking, or None, which refuses pages and websockets."""
    identity = who(handler)
    return identity.login if identity else None


def set_sign_in_cookies(handler: RequestHandler, cookie: str, browser: str) -> None:
    """After a sign-in: neither cookie can be read by a script, nor comes with another site's form."""
    secure = behind_https(handler)
    handler.set_cookie(COOKIE, cookie, httponly=True, samesite="Lax", secure=secure, path="/")
    handler.set_cookie(
        BROWSER_COOKIE, browser, httponly=True, samesite="Lax", secure=secure, path="/", expires_days=BROWSER_DAYS
    )


def clear_sign_in_cookie(handler: RequestHandler) -> None:
    """After a sign-out: the browser stays known."""
    handler.clear_cookie(COOKIE, path="/")


def behind_https(handler: RequestHandler) -> bool:
    """Whether the browser speaks https: by the settings, the request or (--use-xheaders) the proxy."""
    return application_of(handler).settings.secure or handler.request.protocol == "https"
