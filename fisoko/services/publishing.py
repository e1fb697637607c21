"""Publishing: information and collections, their participants and terms, and the cabinet that shows them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from fisoko.domain.collection import Collection
from fisoko.domain.event import Event, EventKind
from fisoko.domain.notification import NotificationKind
from fisoko.domain.person import Identity
from fisoko.domain.publication import SECTION, Audience, Publication
from fisoko.domain.texts import NO_REGION
from fisoko.services.announcing import Announcing, href_of
from fisoko.services.board import Board
from fisoko.services.cabinets import Cabinets
from fisoko.services.collecting import Collecting, Invited, NewCollection
from fisoko.services.permissions import Action, Thing, check
from fisoko.services.prose import clean, problems_of_title, raise_if
from fisoko.store.accounts import Accounts
from fisoko.store.engine import Transaction
from fisoko.store.notifications import Notifications
from fisoko.store.publications import Publications
from fisoko.store.writer import Writer

__all__ = ["Invited", "NewCollection", "Publishing"]


class Publishing:
    """For the federal organiser and the operator; the cabinet is everybody's."""

    def __init__(
        self,
        publications: Publications,
        notifications: Notifications,
        accounts: Accounts,
        board: Board,
        cabinets: Cabinets,
        collecting: Collecting,
        writer: Writer,
        clock: Callable[[], datetime],
    ) -> None:
        self._publications, self._notifications, self._accounts = publications, notifications, accounts
        self._board, self._cabinets, self._collecting = board, cabinets, collecting
        self._writer, self._clock = writer, clock
        self._announcing = Announcing(notifications)

    def cabinet(self, identity: Identity, section_id: int | None = None) -> dict[str, Any]:
        """The properties of the cabinet component for this person, but for the bell."""
        return self._cabinets.page(identity, section_id)

    def frame(self, identity: Identity) -> dict[str, Any]:
        """What stands around every page for this person, see Cabinets.frame."""
        return self._cabinets.frame(identity)

    def known_cabinet(self, identity: Identity, section_id: int | None = None) -> dict[str, Any] | None:
        """An organiser's from memory alone, for the event loop; None where the base must be asked."""
        return self._cabinets.known_page(identity, section_id)

    def create(
        self,
        actor: Identity,
        *,
        title: str,
        html: str,
        section: int = SECTION,
        audience: Audience = Audience(),  # noqa: B008 - frozen
        published_at: datetime | None = None,
        collection: NewCollection | None = None,
        acknowledge: bool = False,
    ) -> int:
        """Publish now or at `published_at`, and answer the id. Raises BadRequest with all `problems`."""
        check(actor, Action.PUBLISH)
        now = self._clock()
        at = published_at or now
        new = Publication(0, section, title.strip(), clean(html), at, None, audience, acknowledge)
        organisations = self._judge(new, collection)

        def write(tx: Transaction) -> int:
            event = self._event(EventKind.PUBLICATION_CREATED, actor, "publication", title=new.title)
            number = self._publications.add(tx, new, event=event)
            if collection:
                self._collecting.collect(tx, actor, number, collection, organisations)
            self._announcing.begin(tx, replace(new, id=number), now)
            return number

        return self._run(write)

    def edit(
        self,
        actor: Identity,
        publication_id: int,
        *,
        title: str | None = None,
        html: str | None = None,
        section: int | None = None,
        audience: Audience | None = None,
        published_at: datetime | None = None,
        acknowledge: bool | None = None,
    ) -> None:
        """Change what is given, leave the rest. Raises NotFound, BadRequest with all `problems`."""
        check(actor, Action.PUBLISH)
        old = self._publications.one(publication_id)
        changed = replace(
            old,
            title=old.title if title is None else title.strip(),
            html=old.html if html is None else clean(html),
            section_id=old.section_id if section is None else section,
            audience=old.audience if audience is None else audience,
            published_at=published_at or old.published_at,
            acknowledge=old.acknowledge if acknowledge is None else acknowledge,
        )
        self._judge(changed, None)
        now = self._clock()
        event = self._event(EventKind.PUBLICATION_EDITED, actor, f"publication:{publication_id}", before=old.title)

        def write(tx: Transaction) -> None:
            self._publications.change(tx, changed, event=event)
            self._announcing.change(tx, old, changed, now)

        self._run(write)

    def withdraw(self, actor: Identity, publication_id: int) -> None:
        """Hide a publication and its collections from everybody; nothing is removed. Raises NotFound."""
        check(actor, Action.PUBLISH)
        old, now = self._publications.one(publication_id), self._clock()
        event = self._event(EventKind.PUBLICATION_WITHDRAWN, actor, f"publication:{publication_id}")

        def write(tx: Transaction) -> None:
            self._publications.change(tx, replace(old, withdrawn_at=now), event=event)
            self._notifications.remove(tx, NotificationKind.PUBLICATION, href_of(publication_id), event=event)

        self._run(write)

    def list(self, actor: Identity) -> list[tuple[Publication, list[Collection]]]:
        """Every publication with its collections, withdrawn and coming ones too, newest first."""
        check(actor, Action.PUBLISH)
        board = self._board.now()
        return [(one, board.collections.get(one.id, [])) for one in board.publications]

    def note_seen(self, identity: Identity, publication_id: int) -> None:
        """Remember that this person has unfolded a publication."""
        publication = self._publications.one(publication_id)
        check(identity, Action.SEE_PUBLICATION, Thing(audience=publication.audience))
        account_id, now = identity.account_id, self._clock()
        if account_id is not None and publication_id not in self._board.seen(account_id):
            event = self._event(EventKind.PUBLICATION_SEEN, identity, f"publication:{publication_id}")
            self._writer.run(
                lambda tx: self._publications.note_seen(tx, publication_id, account_id, at=now, event=event)
            ).result()
            self._board.forget_seen(account_id)

    def _judge(self, publication: Publication, collection: NewCollection | None) -> dict[int, str]:
        """All that is wrong at once; answers the chosen participants."""
        problems = [*problems_of_title(publication.title)]
        if publication.section_id not in {one.id for one in self._board.now().sections}:
            problems.append("Такого раздела нет. Выберите раздел из списка.")
        known = self._accounts.regions()
        problems += [NO_REGION.format(code=code) for code in publication.audience.regions if code not in known]
        organisations: dict[int, str] = {}
        if collection:
            wrong, organisations = self._collecting.judge(collection)
            problems += wrong
        raise_if(problems)
        return organisations

    def _run(self, write: Callable[[Transaction], Any]) -> Any:
        return self._writer.run(write).result()

    def _event(self, kind: EventKind, actor: Identity, thing: str, **detail: Any) -> Event:
        return Event(kind, self._clock(), actor.account_id, thing, detail)
