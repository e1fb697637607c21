"""The page where one signs in: a plain form that works without a script."""

from html import escape
from urllib.parse import quote

from fisoko.web import texts
from fisoko.web.pages.document import brand, document


def login_page(xsrf: str, *, login: str = "", error: str = "", next_address: str = "/") -> str:
    """The form; `error` is the sentence of a failed try, `login` stays in its field, `next_address` is local."""
    action = "/login" if next_address == "/" else f"/login?next={quote(next_address, safe='')}"
    fault = f'<p id="fault" role="alert">{escape(error)}</p>\n' if error else ""
    wrong = ' aria-invalid="true" aria-describedby="fault"' if error else ""
    # With a login kept, the password is what is to be typed.
    first, second = ("", " autofocus") if login else (" autofocus", "")
    body = f"""<main>
{brand()}
<form method="post" action="{escape(action)}">
<h1>{texts.LOGIN_TITLE}</h1>
{fault}<input type="hidden" name="_xsrf" value="{escape(xsrf)}">
<label for="login">{texts.LOGIN}</label>
<input id="login" name="login" type="text" value="{escape(login)}" autocomplete="username" autocapitalize="none"
 spellcheck="false" maxlength="200" required{wrong}{first}>
<label for="password">{texts.PASSWORD}</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="1000"
 required{wrong}{second}>
<button class="btn main" type="submit">{texts.ENTER}</button>
</form>
<p>{texts.LOGIN_NOTE}</p>
<p class="help">{texts.LOGIN_HELP}\u00a0<a href="mailto:{texts.SUPPORT}">{texts.SUPPORT}</a></p>
</main>"""
    return document(texts.LOGIN_TITLE, body, styles=("theme.css", "login.css"))
