"""Headers of every answer, and what each kind of page may load (its Content-Security-Policy)."""

from tornado.web import RequestHandler

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_ENDS = "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
_LIVE_ENDS = _ENDS.replace("base-uri 'none'", "base-uri 'self'")
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
PLAIN = f"default-src 'none'; style-src 'self'; img-src 'self' data:; {_ENDS}"


def thin(nonce: str) -> str:
    """The policy of a thin page: our own modules only."""
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; connect-src 'self'; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data:; font-src 'self' data:; {_ENDS}"
    )


def live(nonce: str) -> str:
    """The policy of a live Panel page: es-module-shims needs blob: to fetch, Bokeh puts styles in line."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; connect-src 'self' blob:; "
        f"style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; {_LIVE_ENDS}"
    )


def set_common_headers(handler: RequestHandler) -> None:
    """Sets what every answer carries, errors and files too; a page sets its own policy over NOTHING."""
    for name, value in EVERYWHERE.items():
        handler.set_header(name, value)
    handler.set_header("Content-Security-Policy", NOTHING)
    handler.clear_header("Server")
