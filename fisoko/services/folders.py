"""Publishing from a folder: compared with what is published under its key, then written whole or not at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from fisoko.domain.contents import HEAD, problem_of
from fisoko.domain.error import BadRequest, NotFound
from fisoko.domain.event import Event, EventKind
from fisoko.domain.files import FileStore
from fisoko.domain.folder import texts
from fisoko.domain.folder.difference import told
from fisoko.domain.folder.entry import Folder
from fisoko.domain.folder.plan import Plan, StoreChange, in_order, store_changes
from fisoko.domain.folder.remarks import Remarks
from fisoko.domain.folder.sizes import size_text
from fisoko.domain.moscow import show
from fisoko.domain.person import Identity
from fisoko.domain.publication import Publication
from fisoko.services.announcing import Announcing
from fisoko.services.board import Board
from fisoko.services.folder_reading import FolderReading
from fisoko.services.folder_stores import FolderStores
from fisoko.services.permissions import Action, check
from fisoko.services.prose import clean, raise_if
from fisoko.store.accounts import Accounts
from fisoko.store.blobs import Blobs, Coming, Content
from fisoko.store.engine import Reader, Transaction
from fisoko.store.files import Files
from fisoko.store.notifications import Notifications
from fisoko.store.publications import Publications
from fisoko.store.writer import Writer

COMING = "/files/…"  # the address of a file that has no number yet


@dataclass(frozen=True)
class Compared:
    """What a folder would change, or has changed: `difference` in lines, empty where nothing does.

    `number` is the publication's, None where there is none yet; `missing` the SHA-256 of contents that have to be sent
    first; `recipients` role → accounts that are told.
    """

    number: int | None = None
    title: str = ""
    created: bool = False
    difference: list[str] = field(default_factory=list)
    recipients: Mapping[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Standing:
    """What is published under a key, at one moment, and what the folder makes of it."""

    old: Publication | None
    stores: tuple[FileStore, ...]
    changes: list[StoreChange]
    withdrawn: int | None  # the number of what was withdrawn under this key


class FolderPublishing:
    """For the federal organiser and the operator."""

    def __init__(
        self,
        reading: FolderReading,
        publications: Publications,
        notifications: Notifications,
        accounts: Accounts,
        files: Files,
        blobs: Blobs,
        board: Board,
        writer: Writer,
        clock: Callable[[], datetime],
        *,
        reserve: int,
    ) -> None:
        self._reading, self._publications, self._notifications = reading, publications, notifications
        self._accounts, self._files, self._blobs, self._board = accounts, files, blobs, board
        self._writer, self._clock, self._reserve = writer, clock, reserve
        self._announcing, self._stores = Announcing(notifications), FolderStores(files, clock)

    def compare(self, actor: Identity, folder: Folder) -> Compared:
        """Everything that is wrong with a folder, or what publishing it would change; writes nothing."""
        check(actor, Action.PUBLISH)
        plan, remarks = self._reading.read(folder)
        recipients = self._recipients(plan, remarks)
        if remarks.problems:
            return Compared(problems=remarks.problems, notes=remarks.notes)
        now, standing = self._clock(), self._standing(plan)
        missing = self._missing(standing, remarks)
        new = _made(plan, standing.old, now, _known(standing))
        self._note(plan, standing, now, remarks)
        return Compared(
            number=standing.old.id if standing.old else None,
            title=plan.title,
            created=standing.old is None,
            difference=self._told(standing, new, plan),
            recipients=recipients,
            missing=missing,
            problems=remarks.problems,
            notes=remarks.notes,
        )

    def receive(self, actor: Identity) -> Coming:
        """A content that arrives in pieces, for `publish`; nobody sees it yet. Raises DiskFull."""
        check(actor, Action.PUBLISH)
        return self._blobs.coming()

    def publish(self, actor: Identity, folder: Folder) -> Compared:
        """Make the publication what the folder says, in one transaction; its contents were received before.

        Raises BadRequest with all `problems`, DiskFull.
        """
        check(actor, Action.PUBLISH)
        plan, remarks = self._reading.read(folder)
        recipients = self._recipients(plan, remarks)
        raise_if(remarks.problems)
        contents = self._contents(self._standing(plan))
        now = self._clock()

        def write(tx: Transaction) -> Compared:
            self._publications.keyed_alone(tx)
            standing = self._standing(plan, tx)
            number = self._begun(tx, actor, plan, standing, now)
            paths = self._stores.write(tx, actor, number, standing.stores, standing.changes, plan.stores, contents)
            made = replace(_made(plan, standing.old, now, paths), id=number)
            self._finished(tx, actor, standing.old, made, now)
            difference = self._told(standing, made, plan)
            return Compared(number, plan.title, standing.old is None, difference, recipients, notes=remarks.notes)

        return self._writer.run(write).result()

    def _begun(self, tx: Transaction, actor: Identity, plan: Plan, standing: _Standing, now: datetime) -> int:
        """The publication's number; a new one is there from now on, without its text, which names its files."""
        if standing.old is not None:
            return standing.old.id
        event = Event(
            EventKind.PUBLICATION_CREATED, now, actor.account_id, "publication", _detail(plan.key, plan.title)
        )
        return self._publications.add(tx, replace(_made(plan, None, now, {}), html=""), event=event)

    def _finished(
        self, tx: Transaction, actor: Identity, old: Publication | None, made: Publication, now: datetime
    ) -> None:
        if old is None:
            self._publications.put_text(tx, made.id, made.html)
            self._announcing.begin(tx, made, now)
        elif old != made:
            detail = _detail(made.key, made.title) | {"before": old.title}
            event = Event(EventKind.PUBLICATION_EDITED, now, actor.account_id, f"publication:{made.id}", detail)
            self._publications.change(tx, made, event=event)
            self._announcing.change(tx, old, made, now)

    def _standing(self, plan: Plan, reader: Reader | None = None) -> _Standing:
        found = self._publications.of_key(plan.key, reader)
        old = found if found and found.withdrawn_at is None else None
        stores = self._files.of_publication(old.id, reader) if old else ()
        return _Standing(old, stores, store_changes(stores, plan.stores), found.id if found and not old else None)

    def _recipients(self, plan: Plan, remarks: Remarks) -> dict[str, int]:
        """Role → accounts; nobody at all is a problem."""
        counts: dict[str, int] = {}
        for role in self._notifications.meant(plan.audience).values():
            counts[role] = counts.get(role, 0) + 1
        seen, total = sum(counts.values()), len(plan.audience.logins)
        if not seen and not remarks.problems:
            remarks.problem(texts.DESCRIPTION, texts.NOBODY)
        elif seen < total:
            remarks.note(texts.DESCRIPTION, texts.LIST_SHORT.format(total=total, seen=seen))
        return counts

    def _missing(self, standing: _Standing, remarks: Remarks) -> list[str]:
        """The contents that are to be sent, if there is room for them."""
        wanted = {one.sha256: one.size for change in standing.changes for one in change.wanted}
        missing = {name: size for name, size in wanted.items() if not self._blobs.has(name)}
        needed, free = sum(missing.values()), max(0, self._blobs.free() - self._reserve)
        if needed > free:
            remarks.problem("", texts.NO_ROOM.format(needed=size_text(needed), free=size_text(free)))
        return [*missing]

    def _contents(self, standing: _Standing) -> dict[str, Content]:
        """SHA-256 → the content, of all that the folder brings; judged once more by what has really come."""
        wanted = [one for change in standing.changes for one in change.wanted]
        found: dict[str, Content] = {}
        problems: list[str] = []
        for one in wanted:
            try:
                with self._blobs.open(one.sha256) as file:
                    wrong = problem_of(one.name, file.read(HEAD))
                found[one.sha256] = self._blobs.kept(one.sha256)
            except NotFound:
                raise BadRequest(texts.CHANGED.format(name=one.path)) from None
            if wrong:
                problems.append(f"{one.path}: {wrong}")
        raise_if(problems)
        return found

    def _told(self, standing: _Standing, new: Publication, plan: Plan) -> list[str]:
        sections = {one.id: one.title for one in self._board.now().sections}
        regions = {code: region.name for code, region in self._accounts.regions().items()}
        moved = not in_order(standing.stores, plan.stores)
        return told(standing.old, new, sections, regions, standing.changes, moved=moved)

    def _note(self, plan: Plan, standing: _Standing, now: datetime, remarks: Remarks) -> None:
        if standing.withdrawn:
            remarks.note("", texts.WITHDRAWN.format(number=standing.withdrawn))
        if standing.old is None and plan.published_at and plan.published_at < now:
            remarks.note(texts.DESCRIPTION, texts.PAST.format(time=show(plan.published_at)))


def _made(plan: Plan, old: Publication | None, now: datetime, numbers: Mapping[str, int]) -> Publication:
    """The publication of a plan; `numbers` are those of its files by path."""
    links = {href: f"/files/{numbers[path]}" if path in numbers else COMING for href, path in plan.links.items()}
    at = plan.published_at or (old.published_at if old else now)
    return Publication(
        old.id if old else 0,
        plan.section_id,
        plan.title,
        clean(plan.text.html, links),
        at,
        None,
        plan.audience,
        plan.acknowledge,
        plan.key,
    )


def _known(standing: _Standing) -> dict[str, int]:
    """Path → number of the files that have one already."""
    pairs = [pair for change in standing.changes for pair in (*change.same, *change.replaced)]
    return {file.path: stored.id for stored, file in pairs}


def _detail(key: str | None, title: str) -> dict[str, Any]:
    return {"title": title, "key": key}
