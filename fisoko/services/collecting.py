"""Collections of data: who takes part, from when, until when."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from fisoko.domain.collection import Collection, on_time
from fisoko.domain.error import NotFound
from fisoko.domain.event import Event, EventKind
from fisoko.domain.moscow import iso, show
from fisoko.domain.person import Identity, Scope
from fisoko.domain.texts import NO_REGION
from fisoko.services.board import Board
from fisoko.services.changed_terms import OF_ONE, ChangedTerms
from fisoko.services.permissions import Action, check
from fisoko.services.prose import problems_of_title, raise_if
from fisoko.store.accounts import Accounts
from fisoko.store.collections import Collections
from fisoko.store.engine import Transaction
from fisoko.store.participants import Participants
from fisoko.store.writer import Writer

PASSED = (
    "Срок {closes} мск уже прошел: после изменения данные приниматься не будут. "
    "Если это верно, повторите команду с ключом --confirm."
)


@dataclass(frozen=True)
class Invited:
    """Who takes part: these logins, or (None) everyone of these regions and kinds; an empty tuple leaves none out."""

    logins: tuple[str, ...] | None = None
    regions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """For the journal."""
        return {"logins": self.logins, "regions": self.regions, "kinds": self.kinds}


@dataclass(frozen=True)
class NewCollection:
    """A collection to make with its publication."""

    title: str
    form_version_id: int
    opens_at: datetime
    closes_at: datetime
    invited: Invited = Invited()


class Collecting:
    """For the federal organiser and the operator."""

    def __init__(
        self,
        collections: Collections,
        participants: Participants,
        accounts: Accounts,
        board: Board,
        terms: ChangedTerms,
        writer: Writer,
        clock: Callable[[], datetime],
    ) -> None:
        self._collections, self._participants, self._accounts = collections, participants, accounts
        self._board, self._terms, self._writer, self._clock = board, terms, writer, clock

    def add(self, actor: Identity, publication_id: int, collection: NewCollection) -> int:
        """One more collection in a publication. Raises NotFound, BadRequest with all `problems`."""
        check(actor, Action.PUBLISH)
        problems, organisations = self.judge(collection)
        if not any(one.id == publication_id for one in self._board.now().publications):
            raise NotFound
        raise_if(problems)
        return self._run(lambda tx: self.collect(tx, actor, publication_id, collection, organisations))

    def change(
        self,
        actor: Identity,
        collection_id: int,
        *,
        title: str | None = None,
        opens_at: datetime | None = None,
        closes_at: datetime | None = None,
        sure: bool = True,
    ) -> int:
        """Another title, opening or term for those without their own; answers how many accounts are told.

        A new term that has passed already is taken only when `sure`. Raises NotFound, BadRequest.
        """
        check(actor, Action.PUBLISH)
        old = self._collections.one(collection_id)
        moved = (opens_at or old.opens_at, closes_at or old.closes_at) != (old.opens_at, old.closes_at)
        accounts = self._terms.concerned(old) if moved else []
        if closes_at and closes_at != old.closes_at and not sure:
            raise_if([PASSED.format(closes=show(closes_at))] if not on_time(self._clock(), closes_at) else [])

        def write(tx: Transaction) -> None:
            known = self._collections.one(collection_id, tx)  # another command may have changed it meanwhile
            changed = replace(
                known,
                title=known.title if title is None else title.strip(),
                opens_at=opens_at or known.opens_at,
                closes_at=closes_at or known.closes_at,
            )
            raise_if([*_problems_of_collection(changed.title, changed.opens_at, changed.closes_at)])
            before = {"opens_at": iso(known.opens_at), "closes_at": iso(known.closes_at), "title": known.title}
            event = self._event(EventKind.TERM_CHANGED, actor, f"collection:{collection_id}", **before)
            self._collections.change(tx, changed, event=event)
            if accounts:
                begins = None if changed.opens_at == known.opens_at else changed.opens_at
                self._terms.tell(tx, changed, accounts, closes_at=changed.closes_at, opens_at=begins)

        self._run(write)
        return len(accounts)

    def invite(self, actor: Identity, collection_id: int, invited: Invited, *, reason: str) -> int:
        """Add participants from now on and answer how many were chosen; those who take part already stay."""
        check(actor, Action.CHANGE_PARTICIPANTS)
        self._collections.one(collection_id)
        problems, organisations = self._choose(invited)
        raise_if(problems)
        self._run(lambda tx: self._join(tx, actor, collection_id, organisations, invited, reason))
        return len(organisations)

    def exclude(self, actor: Identity, collection_id: int, invited: Invited, *, reason: str) -> int:
        """End participations from now on; what was typed and submitted stays in the base."""
        check(actor, Action.CHANGE_PARTICIPANTS)
        self._collections.one(collection_id)
        problems, organisations = self._choose_from(collection_id, invited)
        raise_if(problems)
        detail = {"left": len(organisations), "reason": reason, **invited.to_json()}
        event = self._event(EventKind.PARTICIPANTS_CHANGED, actor, f"collection:{collection_id}", **detail)

        def write(tx: Transaction) -> None:
            now = self._writer.moment(tx)
            self._participants.leave(tx, collection_id, organisations, until=now, event=event)

        self._run(write)
        return len(organisations)

    def extend(self, actor: Identity, collection_id: int, invited: Invited, closes_at: datetime, *, reason: str) -> int:
        """Give organisations a term of their own, tell them, and answer how many. Raises NotFound, BadRequest."""
        check(actor, Action.CHANGE_PARTICIPANTS)
        collection = self._collections.one(collection_id)
        problems, organisations = self._choose_from(collection_id, invited)
        if closes_at <= collection.opens_at:
            problems.append("Срок должен быть позже открытия сбора.")
        raise_if(problems)
        ids = organisations
        accounts = self._accounts.of_organisations(ids)
        detail = {"closes_at": iso(closes_at), "organisations": len(ids), "reason": reason, **invited.to_json()}
        event = self._event(EventKind.TERM_CHANGED, actor, f"collection:{collection_id}", **detail)

        def write(tx: Transaction) -> None:
            self._collections.set_terms(
                tx,
                collection_id,
                ids,
                closes_at=closes_at,
                since=self._writer.moment(tx),
                reason=reason,
                by_account=actor.account_id,
                event=event,
            )
            self._terms.tell(tx, collection, accounts, title=OF_ONE, closes_at=closes_at)

        self._run(write)
        return len(ids)

    def collect(
        self, tx: Transaction, actor: Identity, publication_id: int, new: NewCollection, organisations: dict[int, str]
    ) -> int:
        """Make a collection within the transaction of its publication and answer its id."""
        made = Collection(0, publication_id, new.form_version_id, new.title.strip(), new.opens_at, new.closes_at)
        event = self._event(EventKind.COLLECTION_CREATED, actor, f"publication:{publication_id}", title=made.title)
        number = self._collections.add(tx, made, event=event)
        self._join(tx, actor, number, organisations, new.invited, "при создании")
        return number

    def _join(
        self,
        tx: Transaction,
        actor: Identity,
        collection_id: int,
        organisations: dict[int, str],
        invited: Invited,
        reason: str,
    ) -> None:
        detail = {"joined": len(organisations), "reason": reason, **invited.to_json()}
        self._participants.join(
            tx,
            collection_id,
            organisations,
            since=self._writer.moment(tx),
            reason=reason,
            by_account=actor.account_id,
            event=self._event(EventKind.PARTICIPANTS_CHANGED, actor, f"collection:{collection_id}", **detail),
        )

    def judge(self, new: NewCollection) -> tuple[list[str], dict[int, str]]:
        """What is wrong with a collection to be made, and the chosen participants: organisation → region."""
        problems, organisations = self._choose(new.invited)
        return [*_problems_of_collection(new.title, new.opens_at, new.closes_at), *problems], organisations

    def _choose(self, invited: Invited) -> tuple[list[str], dict[int, str]]:
        known = self._accounts.regions()
        problems = [NO_REGION.format(code=code) for code in invited.regions if code not in known]
        if invited.logins is not None:
            missing = sorted({*invited.logins} - self._accounts.taken([*invited.logins]))
            problems += [f"Логина «{login}» нет. Проверьте список участников." for login in missing]
        organisations = self._accounts.organisations(
            Scope(invited.regions or None),
            logins=None if invited.logins is None else [*invited.logins],
            kinds=[*invited.kinds],
        )
        if not organisations and not problems:
            problems.append("Не выбрано ни одной организации. Укажите логины, регионы или виды организаций.")
        return problems, organisations

    def _choose_from(self, collection_id: int, invited: Invited) -> tuple[list[str], list[int]]:
        """The chosen ones that take part in the collection now."""
        problems, chosen = self._choose(invited)
        taking_part = self._participants.at(collection_id, self._clock(), Scope(invited.regions or None))
        organisations = [one.organisation_id for one in taking_part if one.organisation_id in chosen]
        if not organisations and not problems:
            problems.append("Никто из выбранных не участвует в этом сборе.")
        return problems, organisations

    def _run(self, write: Callable[[Transaction], Any]) -> Any:
        return self._writer.run(write).result()

    def _event(self, kind: EventKind, actor: Identity, thing: str, **detail: Any) -> Event:
        return Event(kind, self._clock(), actor.account_id, thing, detail)


def _problems_of_collection(title: str, opens_at: datetime, closes_at: datetime) -> list[str]:
    problems = problems_of_title(title.strip())
    if closes_at <= opens_at:
        problems.append("Сбор должен закрываться позже, чем открывается.")
    return problems
