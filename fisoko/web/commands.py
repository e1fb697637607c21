"""What an operator's commands do, by name: run by the server for its operator, or by the command when no server runs.

Arguments and answers are JSON (moments in ISO UTC, files in base64); a command that answers with a file gives its path.
"""

import base64
import binascii
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from fisoko.domain.error import BadRequest
from fisoko.domain.folder.entry import Folder
from fisoko.domain.moscow import iso
from fisoko.domain.person import OPERATOR
from fisoko.domain.publication import Audience
from fisoko.services.publishing import Invited, NewCollection
from fisoko.web.dashboard_commands import DASHBOARD_COMMANDS
from fisoko.web.export_commands import EXPORT_COMMANDS

if TYPE_CHECKING:
    from fisoko.wiring import Application


def import_accounts(application: "Application", workbook: str) -> dict[str, Any]:
    """New accounts of a workbook: their passwords, or every problem."""
    imported = application.accounts.import_workbook(OPERATOR, _bytes(workbook))
    return {"issued": [list(one) for one in imported.issued], "problems": imported.problems}


def reset_password(application: "Application", login: str) -> dict[str, Any]:
    """A new password."""
    return {"password": application.accounts.reset_password(OPERATOR, login)}


def block_account(application: "Application", login: str) -> dict[str, Any]:
    """Nobody signs in with it any more."""
    application.accounts.block(OPERATOR, login)
    return {}


def unblock_account(application: "Application", login: str) -> dict[str, Any]:
    """It may be used again."""
    application.accounts.unblock(OPERATOR, login)
    return {}


def list_accounts(application: "Application", region: str | None = None, find: str = "") -> list[dict[str, Any]]:
    """Accounts by login, of one region or of all."""
    return [
        {
            "login": account.login,
            "role": account.role,
            "region": account.region,
            "name": account.name,
            "blocked": account.blocked_at is not None,
        }
        for account in application.accounts.list(OPERATOR, q=find)
        if region is None or account.region == region
    ]


def revoke_token(application: "Application", login: str, title: str) -> int:
    """How many tokens of this name were ended."""
    return application.tokens.revoke_named(OPERATOR, login, title)


def make_token(application: "Application", login: str, title: str, days: int) -> dict[str, Any]:
    """A personal token, answered once."""
    return application.tokens.make_for(OPERATOR, login, title, days).to_json()


def create_publication(
    application: "Application",
    title: str,
    html: str,
    published_at: str | None,
    audience: dict[str, list[str]],
    collection: dict[str, Any] | None,
    acknowledge: bool = False,  # noqa: FBT001, FBT002 - comes by name
) -> dict[str, Any]:
    """A publication, with a collection when one is given."""
    new = None
    if collection is not None:
        version = application.forms.add(OPERATOR, _bytes(collection["workbook"]))
        people = collection["participants"]
        new = NewCollection(
            title=collection["title"] or version.form.title,
            form_version_id=version.id,
            opens_at=_moment(collection["opens_at"]) or application.clock(),
            closes_at=_moment(collection["closes_at"]) or application.clock(),
            invited=_invited(people),
        )
    number = application.publishing.create(
        OPERATOR,
        title=title,
        html=html,
        audience=Audience.from_json(audience),
        published_at=_moment(published_at),
        collection=new,
        acknowledge=acknowledge,
    )
    return {"id": number}


def edit_publication(
    application: "Application",
    publication: int,
    title: str | None,
    html: str | None,
    published_at: str | None,
    acknowledge: bool | None = None,  # noqa: FBT001 - comes by name
) -> dict[str, Any]:
    """What is given changes."""
    at = _moment(published_at)
    application.publishing.edit(OPERATOR, publication, title=title, html=html, published_at=at, acknowledge=acknowledge)
    return {}


def renew_form(
    application: "Application",
    publication: int,
    collection: int | None,
    workbook: str,
    sure: bool,  # noqa: FBT001 - comes by name
) -> dict[str, Any]:
    """Another version of the form of a publication's collection, or what it would mean."""
    chosen = application.renewing.choose(OPERATOR, publication, collection)
    return asdict(application.renewing.renew(OPERATOR, chosen, _bytes(workbook), sure=sure))


def withdraw_publication(application: "Application", publication: int) -> dict[str, Any]:
    """It disappears from the cabinets."""
    application.publishing.withdraw(OPERATOR, publication)
    return {}


def list_publications(application: "Application") -> list[dict[str, Any]]:
    """Every publication with its collections, newest first."""
    return [
        {
            "id": publication.id,
            "title": publication.title,
            "published_at": iso(publication.published_at),
            "withdrawn": publication.withdrawn_at is not None,
            "collections": [
                {"id": one.id, "title": one.title, "opens_at": iso(one.opens_at), "closes_at": iso(one.closes_at)}
                for one in collections
            ],
        }
        for publication, collections in application.publishing.list(OPERATOR)
    ]


def change_term(
    application: "Application",
    collection: int,
    opens_at: str | None,
    closes_at: str | None,
    sure: bool,  # noqa: FBT001 - comes by name
) -> dict[str, Any]:
    """Another opening or term for all who have none of their own: how many accounts are told of it."""
    opens, closes = _moment(opens_at), _moment(closes_at)
    return {"told": application.collecting.change(OPERATOR, collection, opens_at=opens, closes_at=closes, sure=sure)}


def extend_term(
    application: "Application", collection: int, participants: dict[str, Any], closes_at: str, reason: str
) -> dict[str, Any]:
    """A term of their own for some participants: how many they are."""
    closes, chosen = datetime.fromisoformat(closes_at), _invited(participants)
    return {"organisations": application.collecting.extend(OPERATOR, collection, chosen, closes, reason=reason)}


def rebuild_analysis(application: "Application") -> dict[str, Any]:
    """Begin to make the analytical copy again."""
    application.columns.begin_rebuild()
    return {}


def analysis_state(application: "Application") -> dict[str, Any]:
    """How far that is: running, ready, failed; so many submissions of how many."""
    made = application.columns.rebuilding()
    return {"state": made.state, "done": made.done, "total": made.total}


def compare_folder(application: "Application", folder: dict[str, Any]) -> dict[str, Any]:
    """What publishing a folder would change, or every problem; nothing is written."""
    return asdict(application.folders.compare(OPERATOR, _folder(folder)))


def publish_folder(application: "Application", folder: dict[str, Any]) -> dict[str, Any]:
    """A folder's publication, new or changed; its contents were sent before."""
    return asdict(application.folders.publish(OPERATOR, _folder(folder)))


COMMANDS: dict[str, Callable[..., Any]] = {
    "accounts.import": import_accounts,
    "accounts.reset_password": reset_password,
    "accounts.block": block_account,
    "accounts.unblock": unblock_account,
    "accounts.list": list_accounts,
    "accounts.token": make_token,
    "accounts.revoke_token": revoke_token,
    "publications.create": create_publication,
    "publications.edit": edit_publication,
    "publications.renew_form": renew_form,
    "publications.withdraw": withdraw_publication,
    "publications.list": list_publications,
    "collections.term": change_term,
    "collections.extend": extend_term,
    "publications.compare_folder": compare_folder,
    "publications.publish_folder": publish_folder,
    **EXPORT_COMMANDS,
    "analysis.rebuild": rebuild_analysis,
    "analysis.state": analysis_state,
    **DASHBOARD_COMMANDS,
}


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise BadRequest from None


def _invited(people: dict[str, Any]) -> Invited:
    logins = people["logins"]
    return Invited(None if logins is None else tuple(logins), tuple(people["regions"]), tuple(people["kinds"]))


def _folder(data: dict[str, Any]) -> Folder:
    try:
        return Folder.from_json(data)
    except (ValueError, KeyError, TypeError):
        raise BadRequest from None


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
