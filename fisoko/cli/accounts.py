"""`fisoko accounts`: accounts are imported, blocked, given new passwords and listed."""

import base64
import csv
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from fisoko.cli import texts
from fisoko.cli.connection import connect
from fisoko.cli.place import base_options
from fisoko.cli.russian import group
from fisoko.cli.table import print_table
from fisoko.domain.moscow import show
from fisoko.domain.person import Role
from fisoko.domain.token import DAYS
from fisoko.settings import Settings


@group("accounts", texts.ACCOUNTS)
def accounts() -> None:
    """Commands about accounts."""


@accounts.command("import", help=texts.ACCOUNTS_IMPORT)
@click.argument("file", metavar=texts.FILE, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--passwords", type=click.Path(dir_okay=False, path_type=Path), metavar="ФАЙЛ.csv",
              help=texts.ACCOUNTS_IMPORT_OUT)  # fmt: skip
@base_options
def import_workbook(settings: Settings, file: Path, passwords: Path | None) -> int:
    """New accounts get passwords, which are shown once; a workbook with mistakes brings nothing."""
    workbook = base64.b64encode(file.read_bytes()).decode()
    with connect(settings, create=True) as base:
        imported = base.run("accounts.import", workbook=workbook)
    issued, problems = imported["issued"], imported["problems"]
    if problems:
        click.echo(texts.ACCOUNTS_NOTES if issued else texts.ACCOUNTS_PROBLEMS, err=True)
        for problem in problems:
            click.echo(f"  {problem}", err=True)
    if not issued and problems:
        return 1
    click.echo(texts.ACCOUNTS_ISSUED.format(count=len(issued)))
    if passwords:
        write_passwords(passwords, texts.DEMO_ACCOUNTS_HEADINGS[:2] + texts.DEMO_ACCOUNTS_HEADINGS[-1:], issued)
        click.echo(texts.ACCOUNTS_PASSWORDS_IN.format(file=passwords))
    elif issued:
        print_table((texts.ACCOUNTS_HEADINGS[0], texts.DEMO_ACCOUNTS_HEADINGS[1], texts.ACCOUNTS_HEADINGS[3]), issued)
    return 0


@accounts.command("reset-password", help=texts.ACCOUNTS_RESET)
@click.argument("login", metavar=texts.LOGIN)
@base_options
def reset_password(settings: Settings, login: str) -> None:
    """All sign-ins of the account end; the new password is printed once."""
    with connect(settings) as base:
        answer = base.run("accounts.reset_password", login=login)
    click.echo(texts.ACCOUNTS_NEW_PASSWORD.format(login=login, password=answer["password"]))


@accounts.command("block", help=texts.ACCOUNTS_BLOCK)
@click.argument("login", metavar=texts.LOGIN)
@base_options
def block(settings: Settings, login: str) -> None:
    """Nobody signs in with it until it is unblocked."""
    with connect(settings) as base:
        base.run("accounts.block", login=login)
    click.echo(texts.ACCOUNTS_BLOCKED.format(login=login))


@accounts.command("unblock", help=texts.ACCOUNTS_UNBLOCK)
@click.argument("login", metavar=texts.LOGIN)
@base_options
def unblock(settings: Settings, login: str) -> None:
    """The old password is good again."""
    with connect(settings) as base:
        base.run("accounts.unblock", login=login)
    click.echo(texts.ACCOUNTS_UNBLOCKED.format(login=login))


@accounts.command("list", help=texts.ACCOUNTS_LIST)
@click.option("--region", help=texts.ACCOUNTS_REGION, metavar="КОД")
@click.option("--find", help=texts.ACCOUNTS_FIND, metavar="ТЕКСТ")
@base_options
def list_accounts(settings: Settings, region: str | None, find: str | None) -> None:
    """A line for each account."""
    with connect(settings) as base:
        found: list[dict[str, Any]] = base.run("accounts.list", region=region, find=find or "")
    print_table(texts.ACCOUNTS_HEADINGS, [_line(account) for account in found])
    click.echo(texts.ACCOUNTS_COUNT.format(count=len(found)), err=True)


@accounts.command("revoke-token", help=texts.ACCOUNTS_REVOKE_TOKEN)
@click.argument("login", metavar=texts.LOGIN)
@click.option("--name", required=True, help=texts.TOKEN_NAME, metavar="НАЗВАНИЕ")
@base_options
def revoke_token(settings: Settings, login: str, name: str) -> None:
    """Programs that read with it are refused from this moment."""
    with connect(settings) as base:
        count = base.run("accounts.revoke_token", login=login, title=name)
    click.echo(texts.TOKENS_REVOKED.format(count=count, name=name, login=login))


@accounts.command("token", help=texts.ACCOUNTS_TOKEN)
@click.argument("login", metavar=texts.LOGIN)
@click.option("--name", required=True, help=texts.TOKEN_NAME, metavar="НАЗВАНИЕ")
@click.option("--days", type=int, default=DAYS, help=texts.TOKEN_DAYS, metavar="ДНЕЙ")
@base_options
def make_token(settings: Settings, login: str, name: str, days: int) -> None:
    """Printed once, alone on its line, so that a script can take it."""
    with connect(settings) as base:
        made = base.run("accounts.token", login=login, title=name, days=days)
    until = show(datetime.fromisoformat(made["expires_at"]))
    click.echo(texts.TOKEN_MADE.format(login=login, name=made["name"], until=until), err=True)
    click.echo(made["token"])


def _line(account: dict[str, Any]) -> tuple[str, ...]:
    state = texts.ACCOUNTS_IS_BLOCKED if account["blocked"] else texts.ACCOUNTS_ACTIVE
    return account["login"], Role(account["role"]).title, account["region"] or "", account["name"], state


def write_passwords(path: Path, headings: tuple[str, ...], rows: list[Any]) -> None:
    """A csv that Excel opens, for its owner's eyes alone."""
    path.touch(mode=0o600)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(headings)
        writer.writerows(rows)
