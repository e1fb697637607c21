"""The page where one signs in: a plain form that works without a script."""

from html import escape
from urllib.parse import quote

from fisoko.web import texts
from fisoko.web.pages.document import brand, document, support


def login_page(xsrf: str, *, login: str = "", error: str = "", next_address: str = "/") -> str:
    """The form; `error` is the sentence of a failed try, `login` stays in its field, `next_address` is local."""
    # With a login kept, the password is what is to be typed.
    first, second = ("", " autofocus") if login else (" autofocus", "")
    described = ' aria-describedby="fault"' if error else ""
    fault = f'<p class="fault" id="fault" role="alert">{escape(error)}</p>' if error else ""
    action = "/login" if next_address == "/" else f"/login?next={quote(next_address, safe='')}"
    body = f"""<header class="top">{brand()}</header>
<main class="signing">
<form class="panel" method="post" action="{escape(action)}">
<h1>{texts.LOGIN_TITLE}</h1>
{fault}
<input type="hidden" name="_xsrf" value="{escape(xsrf)}">
<label for="login">{texts.LOGIN}</label>
<input class="field" id="login" name="login" value="{escape(login)}" autocomplete="username" autocapitalize="none"
 spellcheck="false" maxlength="200" required{described}{first}>
<label for="password">{texts.PASSWORD}</label>
<input class="field" id="password" name="password" type="password" autocomplete="current-password" maxlength="1000"
 required{described}{second}>
<p class="muted small">{texts.LOGIN_NOTE}</p>
<button class="btn main" type="submit">{texts.ENTER}</button>
</form>
</main>
{support()}"""
    return document(texts.LOGIN_TITLE, body, styles=("theme.css", "login.css"))
