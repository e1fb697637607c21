"""`fisoko serve`: panel serve app.py with the flags that make it safe."""

import errno
import os
import secrets
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

import fisoko
from fisoko.cli import texts
from fisoko.cli.connection import server_answers, try_base
from fisoko.cli.failure import Failure
from fisoko.cli.place import base_options
from fisoko.cli.russian import Command
from fisoko.settings import Settings

PACKAGE = Path(fisoko.__file__).parent
APP = PACKAGE.parent / "app.py"
TOKEN_SECONDS = 12 * 3600
ACCOUNTS = "demo-accounts.csv"


@click.command("serve", cls=Command, help=texts.SERVE_HELP)
@click.option("--port", type=click.IntRange(1, 65_535), help=texts.SERVE_PORT, metavar="ЧИСЛО")
@click.option("--address", help=texts.SERVE_ADDRESS, metavar="АДРЕС")
@base_options
def serve(settings: Settings, port: int | None, address: str | None) -> None:
    """Replace this process by the server."""
    changes: dict[str, Any] = {"port": port, "address": address, "home": settings.home, "database": settings.database}
    settings = Settings.from_environment(**changes)
    if not APP.exists():
        raise Failure(texts.SERVE_NO_APP.format(file=APP))
    if settings.embedded and server_answers(settings):
        raise Failure(texts.SERVE_RUNNING.format(home=settings.home))
    _see_that_the_port_is_free(settings)
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    try_base(settings)
    click.echo(
        texts.SERVE_READY.format(url=settings.public_url or f"http://{_shown(settings.address)}:{settings.port}/")
    )
    if (settings.home / ACCOUNTS).exists():
        click.echo(texts.SERVE_ACCOUNTS.format(file=settings.home / ACCOUNTS))
    sys.stdout.flush()
    os.execve(  # noqa: S606 - the arguments are ours
        sys.executable,
        [sys.executable, "-m", "panel", *panel_arguments(settings)],
        os.environ | settings.to_environment() | {"BOKEH_SECRET_KEY": session_key(settings)},
    )


def panel_arguments(settings: Settings) -> list[str]:
    """What `panel` is called with. The plug-in holds most of this whatever is given here; both say it."""
    origins = [settings.public_host] if settings.public_host else _own_origins(settings)
    return [
        "serve",
        str(APP),
        *("--port", str(settings.port), "--address", settings.address),
        *("--auth-module", str(PACKAGE / "web" / "auth.py")),
        *("--plugins", "fisoko.web.plugin"),
        "--enable-xsrf-cookies",
        *("--session-ids", "signed"),
        *("--exclude-headers", "Cookie"),
        *("--exclude-cookies", "fsid", "_xsrf"),
        *("--session-token-expiration", str(TOKEN_SECONDS)),
        *("--index", "app"),
        *(argument for origin in origins for argument in ("--allow-websocket-origin", origin)),
        *(["--use-xheaders"] if settings.behind_proxy else []),
    ]


def session_key(settings: Settings) -> str:
    """The key that signs live pages' sessions; made once and kept in the home folder for the owner's eyes alone."""
    settings.keys.mkdir(mode=0o700, exist_ok=True)
    file = settings.keys / "sessions"
    with suppress(FileExistsError):
        file.touch(mode=0o600, exist_ok=False)
        file.write_text(secrets.token_urlsafe(48))
    return file.read_text()


def _own_origins(settings: Settings) -> list[str]:
    hosts = {"localhost", "127.0.0.1", _shown(settings.address)}
    if settings.address == "0.0.0.0":  # noqa: S104 - compared, not bound
        hosts |= {socket.gethostname(), socket.getfqdn()}
    return sorted(f"{host}:{settings.port}" for host in hosts)


def _shown(address: str) -> str:
    return "localhost" if address in ("", "0.0.0.0", "::", "127.0.0.1") else address  # noqa: S104


def _see_that_the_port_is_free(settings: Settings) -> None:
    try:
        places = socket.getaddrinfo(settings.address or None, settings.port, type=socket.SOCK_STREAM)
    except OSError:
        raise Failure(texts.SERVE_NO_ADDRESS.format(address=settings.address)) from None
    for family, kind, protocol, _, place in places:
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(place)
            except OSError as error:
                _explain(error, settings)


def _explain(error: OSError, settings: Settings) -> None:
    if error.errno == errno.EADDRINUSE:
        raise Failure(texts.SERVE_TAKEN.format(port=settings.port, other=settings.port + 1)) from None
    if error.errno == errno.EACCES:
        raise Failure(texts.SERVE_PRIVATE.format(port=settings.port)) from None
    if error.errno != errno.EADDRNOTAVAIL or settings.address not in ("localhost", ""):  # no IPv6 is no trouble
        raise Failure(texts.SERVE_NO_ADDRESS.format(address=settings.address)) from None
