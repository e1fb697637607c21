"""The HTML document around every page that we write ourselves."""

from html import escape

from fisoko.web import texts
from fisoko.web.library import asset_address

ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32'"
    " rx='7' fill='%2314539f'/%3E%3Cpath d='M8 9h16M8 16h16M8 23h9' stroke='%23fff' stroke-width='3'/%3E%3C/svg%3E"
)


def document(title: str, body: str, styles: tuple[str, ...] = ("theme.css",), head: str = "") -> str:
    """A whole document: `title` is text, `body` and `head` are HTML, `styles` are names of assets."""
    links = "".join(f'<link rel="stylesheet" href="{asset_address()}{name}">' for name in styles)
    return (
        f'<!DOCTYPE html>\n<html lang="ru">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<link rel="icon" href="{ICON}">\n'
        f"{links}{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def brand() -> str:
    """The name in the header, as HTML."""
    return f'<a class="brand" href="/">{texts.BRAND}<small>{texts.BRAND_NOTE}</small></a>'


def support() -> str:
    """The foot of a page: where help is, as HTML."""
    return (
        f'<footer class="foot"><span>{texts.LOGIN_HELP}\u00a0'
        f'<a href="mailto:{texts.SUPPORT}">{texts.SUPPORT}</a></span></footer>'
    )
