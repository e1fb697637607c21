"""The frame of pages that the server writes: the same header and foot as `assets/page/header.js` draws."""

from html import escape
from typing import TYPE_CHECKING, Any

from fisoko.domain.person import Identity, Role
from fisoko.web import texts
from fisoko.web.pages.document import brand

if TYPE_CHECKING:
    from fisoko.wiring import Application

BELL = (
    '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true" focusable="false">'
    '<path d="M6 9a6 6 0 0 1 12 0c0 6 2 7 2 7H4s2-1 2-7M10 20a2 2 0 0 0 4 0"/></svg>'
)
MOST_UNREAD = 99  # that are told in number


def frame_of(services: "Application", person: Identity) -> dict[str, Any]:
    """{user, sections, zone, support, guide, unread}: what header and foot show; asked on a thread that may read."""
    return services.publishing.frame(person) | {"unread": services.notifying.bell(person)["unread"]}


def top(frame: dict[str, Any], token: str) -> str:
    """The header; `token` is what «Выйти» sends back. Its bell leads to the cabinet's, with the list open."""
    tabs = "".join(f'<a href="{escape(one["href"])}">{escape(one["title"])}</a>' for one in frame["sections"])
    return (
        f'<header class="top">{brand()}<nav class="tabs" aria-label="{texts.SECTIONS}">{tabs}</nav>'
        f'<div class="who">{_bell(frame["unread"])}{_whom(frame["user"])}<form method="post" action="/logout">'
        f'<input type="hidden" name="_xsrf" value="{escape(token)}">'
        f'<button class="btn" type="submit">{texts.SIGN_OUT}</button></form></div></header>'
    )


def foot(frame: dict[str, Any]) -> str:
    """The foot of a wide page."""
    support = escape(frame["support"])
    parts = [f'<span>{texts.SUPPORT_IS}\u00a0<a href="mailto:{support}">{support}</a></span>']
    if frame["guide"]:
        parts.append(f'<a href="{escape(frame["guide"])}" target="_blank" rel="noopener">{texts.GUIDE}</a>')
    parts.append(f'<a href="/receipts">{texts.CHECK_CODE}</a>')
    if frame["user"]["role"] != Role.ORGANISER:
        parts.append(f'<a href="/tokens">{texts.TOKENS}</a>')
    return f'<footer class="foot wide">{"".join(parts)}</footer>'


def _bell(unread: int) -> str:
    said = texts.UNREAD.format(count=unread) if unread else texts.NONE_UNREAD
    number = "" if not unread else f"{MOST_UNREAD}+" if unread > MOST_UNREAD else str(unread)
    mark = f'<i aria-hidden="true">{number}</i>' if number else ""
    return f'<a class="icon bell" href="/#bell" aria-label="{said}" title="{texts.BELL}">{BELL}{mark}</a>'


def _whom(user: dict[str, str]) -> str:
    """Who is signed in, in two lines: whom they act for, and the login."""
    role, title = user["role"], user["role_title"]
    first = user["region"] if role == Role.COORDINATOR else user["organisation"] or title or user["name"]
    rest = title if role == Role.COORDINATOR else user["region"] if role == Role.ORGANISER else user["name"]
    second = " · ".join(one for one in (user["login"], rest if rest != first else "") if one)
    name = escape(first)
    return f'<div class="small whom"><b title="{name}">{name}</b><span class="muted">{escape(second)}</span></div>'
