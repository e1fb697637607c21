"""Who may do what: one table, asked by every use case. When it may be done is the thing's own matter."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from fisoko.domain.error import Refused
from fisoko.domain.person import EVERYWHERE, Identity, Role, Scope
from fisoko.domain.publication import Audience

__all__ = ["ANYTHING", "TABLE", "Action", "Scope", "Thing", "check", "may", "scope"]


class Action(StrEnum):
    """What may be asked for."""

    SEE_PUBLICATION = "see_publication"
    TAKE_FILE = "take_file"  # its content; whoever sees the publication sees its name
    ACKNOWLEDGE = "acknowledge"  # say that one has read it
    SEE_ACKNOWLEDGEMENTS = "see_acknowledgements"  # who has said so, of a region
    EDIT_DRAFT = "edit_draft"
    SUBMIT = "submit"
    SEE_DATA = "see_data"  # an organisation's draft, submissions and receipts
    WATCH = "watch"  # tiles, participants, analysis: narrowed by scope
    EXPORT_RESULTS = "export_results"  # narrowed by scope
    REPORT_DOWNLOADS = "report_downloads"  # narrowed by scope
    OPEN_REPORT = "open_report"
    READ_NOTIFICATION = "read_notification"
    PUBLISH = "publish"
    DEFINE_FORMS = "define_forms"
    CHANGE_PARTICIPANTS = "change_participants"  # and their terms
    KEEP_ACCOUNTS = "keep_accounts"
    SEE_JOURNAL = "see_journal"
    KEEP_TOKENS = "keep_tokens"  # one's own, for programs that read


@dataclass(frozen=True, slots=True)
class Thing:
    """What an action is done to, as far as permissions ask: whose it is and where it belongs.

    `region` None is no region: for a report it means all of them.
    """

    region: str | None = None
    organisation_id: int | None = None
    owner: int | None = None  # account
    audience: Audience | None = None
    organisations_only: bool = False  # a file that coordinators see and do not get (S13)


ANYTHING = Thing()  # for actions that depend on the role alone
Rule = Callable[[Identity, Thing], bool]


def _federal(identity: Identity, thing: Thing) -> bool:
    return identity.role is Role.FEDERAL


def _operator(identity: Identity, thing: Thing) -> bool:
    return identity.role is Role.OPERATOR


def _coordinator(identity: Identity, thing: Thing) -> bool:
    return identity.role is Role.COORDINATOR and identity.region is not None


def _own_region(identity: Identity, thing: Thing) -> bool:
    return _coordinator(identity, thing) and thing.region == identity.region


def _own_organisation(identity: Identity, thing: Thing) -> bool:
    return (
        identity.role is Role.ORGANISER
        and identity.organisation_id is not None
        and thing.organisation_id == identity.organisation_id
    )


def _owner(identity: Identity, thing: Thing) -> bool:
    return identity.account_id is not None and thing.owner == identity.account_id


def _owner_within_scope(identity: Identity, thing: Thing) -> bool:
    return _owner(identity, thing) and (_federal(identity, thing) or _own_region(identity, thing))


def _owner_who_watches(identity: Identity, thing: Thing) -> bool:
    return _owner(identity, thing) and (_federal(identity, thing) or _coordinator(identity, thing))


def _meant_for(identity: Identity, thing: Thing) -> bool:
    return thing.audience is not None and thing.audience.includes(identity)


def _meant_to_take(identity: Identity, thing: Thing) -> bool:
    return _meant_for(identity, thing) and not (thing.organisations_only and identity.role is Role.COORDINATOR)


def _asked_to_acknowledge(identity: Identity, thing: Thing) -> bool:
    return identity.role is Role.ORGANISER and identity.organisation_id is not None and _meant_for(identity, thing)


def _meant_for_own_region(identity: Identity, thing: Thing) -> bool:
    return _own_region(identity, thing) and _meant_for(identity, thing)


# Any one rule of its line is enough.
TABLE: dict[Action, tuple[Rule, ...]] = {
    Action.SEE_PUBLICATION: (_meant_for,),
    Action.TAKE_FILE: (_meant_to_take,),
    Action.ACKNOWLEDGE: (_asked_to_acknowledge,),
    Action.SEE_ACKNOWLEDGEMENTS: (_meant_for_own_region, _federal, _operator),
    Action.EDIT_DRAFT: (_own_organisation,),
    Action.SUBMIT: (_own_organisation,),
    Action.SEE_DATA: (_own_organisation, _own_region, _federal, _operator),
    Action.WATCH: (_coordinator, _federal, _operator),
    Action.EXPORT_RESULTS: (_coordinator, _federal, _operator),
    Action.REPORT_DOWNLOADS: (_coordinator, _federal, _operator),
    Action.OPEN_REPORT: (_owner_within_scope, _operator),
    Action.READ_NOTIFICATION: (_owner,),
    Action.PUBLISH: (_federal, _operator),
    Action.DEFINE_FORMS: (_federal, _operator),
    Action.CHANGE_PARTICIPANTS: (_federal, _operator),
    Action.KEEP_ACCOUNTS: (_federal, _operator),
    Action.SEE_JOURNAL: (_federal, _operator),
    Action.KEEP_TOKENS: (_owner_who_watches, _operator),
}


def may(identity: Identity, action: Action, thing: Thing = ANYTHING) -> bool:
    """Whether this person may do it, for pages."""
    return any(rule(identity, thing) for rule in TABLE[action])


def check(identity: Identity, action: Action, thing: Thing = ANYTHING) -> None:
    """Raises Refused, whose text the person reads, unless this person may do it."""
    if not may(identity, action, thing):
        raise Refused


def scope(identity: Identity) -> Scope:
    """What this person's lists may hold; whoever belongs nowhere gets empty lists."""
    if identity.role in (Role.FEDERAL, Role.OPERATOR):
        return EVERYWHERE
    region = (identity.region,) if identity.region else ()
    if identity.role is Role.COORDINATOR:
        return Scope(region)
    return Scope(region, identity.organisation_id) if identity.organisation_id is not None else Scope(())
