"""The page of an error: what happened, in Russian, and where to go from here."""

from html import escape

from fisoko.web import texts
from fisoko.web.pages.document import brand, document, support


def error_page(status: int, text: str, *, signed_in: bool) -> str:
    """A whole page; `text` is the sentence that says what to do."""
    heading = texts.ERROR_HEADINGS.get(status, texts.ERROR_HEADING)
    href, way = ("/", texts.BACK_TO_CABINET) if signed_in else ("/login", texts.SIGN_IN_AGAIN)
    body = f"""<header class="top">{brand()}</header>
<main>
<div class="pub"><div class="block" role="alert">
<h1>{escape(heading)}</h1>
<p>{escape(text)}</p>
<p><a class="btn main" href="{href}">{way}</a></p>
</div></div>
</main>
{support()}"""
    return document(heading, body)
