"""A small world for tests, built through services: regions 24 and 05, a federal organiser, and whatever a test adds."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from fisoko.domain.event import Event, EventKind
from fisoko.domain.forms.form import Cell, Column, Form, Row, Sheet
from fisoko.domain.person import OPERATOR, Identity, Role, kind_of_login, role_of_login
from fisoko.domain.report import ReportKind
from fisoko.services.accounts import AccountKeeping
from fisoko.services.acknowledging import Acknowledging
from fisoko.services.appearing import Appearing
from fisoko.services.board import Board
from fisoko.services.building import Building
from fisoko.services.cabinets import Cabinets
from fisoko.services.changed_terms import ChangedTerms
from fisoko.services.collecting import Collecting, Invited, NewCollection
from fisoko.services.delivering import Delivering
from fisoko.services.downloads_report import DownloadsReport
from fisoko.services.filing import Filing
from fisoko.services.finding import Finding
from fisoko.services.folder_reading import FolderReading
from fisoko.services.folders import FolderPublishing
from fisoko.services.forms import FormKeeping
from fisoko.services.notifying import Notifying
from fisoko.services.passwords import hash_password
from fisoko.services.publishing import Publishing
from fisoko.services.reporting import Reporting
from fisoko.services.results_report import ResultsReport
from fisoko.services.shelf import Shelf
from fisoko.services.signing_in import SigningIn
from fisoko.services.surroundings import Surroundings
from fisoko.services.taking import Taking
from fisoko.services.workshop import Workshop
from fisoko.store.accounts import Accounts, NewAccount
from fisoko.store.acknowledgements import Acknowledgements
from fisoko.store.audit import Audit
from fisoko.store.belonging import Belonging
from fisoko.store.blobs import Blobs
from fisoko.store.collections import Collections
from fisoko.store.downloads import Downloads
from fisoko.store.engine import Engine, Transaction
from fisoko.store.files import Files
from fisoko.store.forms import Forms
from fisoko.store.log import Log, NewBatch
from fisoko.store.notifications import Notifications
from fisoko.store.participants import Participants
from fisoko.store.progress import Progress
from fisoko.store.publications import Publications
from fisoko.store.reports import Reports
from fisoko.store.sign_ins import SignIns
from fisoko.store.submissions import Submission, Submissions
from fisoko.store.takers import Takers
from fisoko.store.writer import Writer

PASSWORD = "k7mp-x3qa-9wte"
HASH = hash_password(PASSWORD)  # one for all: hashing is slow on purpose
ADDRESS = "10.0.0.1"
LARGEST_FILE = 100_000  # bytes of a file that a folder brings


@dataclass
class World:
    """Stores and services over one engine; `close` stops the writer."""

    engine: Engine
    clock: Callable[[], datetime]
    folder: Path

    def __post_init__(self) -> None:
        self.audit = Audit(self.engine.dialect)
        self.writer = Writer(self.engine, self.clock)
        self.accounts = Accounts(self.engine, self.audit)
        self.sign_ins = SignIns(self.engine, self.audit)
        self.signing_in = SigningIn(self.accounts, self.sign_ins, self.writer, self.clock)
        self.collections = Collections(self.engine, self.audit)
        self.participants = Participants(self.engine, self.audit)
        self.publications = Publications(self.engine, self.audit)
        self.notifications = Notifications(self.engine, self.audit)
        self.progress = Progress(self.engine)
        self.submissions = Submissions(self.engine, self.audit)
        self.blobs = Blobs(self.folder / "blobs")
        self.form_store = Forms(self.engine, self.audit)
        self.forms = FormKeeping(self.form_store, self.blobs, self.writer, self.clock)
        self.notifying = Notifying(self.notifications, self.writer, self.clock)
        board = Board(self.publications, self.collections, self.clock, alone=self.engine.sole_writer)
        self.files, self.downloads = Files(self.engine, self.audit), Downloads(self.engine, self.audit)
        shelf = Shelf(self.files, self.downloads)
        self.filing = Filing(self.files, self.publications, self.blobs, self.writer, self.clock)
        self.taking = Taking(shelf, board, self.downloads, self.blobs, self.writer, self.clock)
        self.acknowledgements = Acknowledgements(self.engine, self.audit)
        cabinets = Cabinets(board, self.progress, shelf, self.acknowledgements, self.clock, Surroundings())
        self.finding = Finding(board, shelf, cabinets)
        self.acknowledging = Acknowledging(self.publications, self.acknowledgements, self.writer, self.clock)
        terms = ChangedTerms(self.collections, self.participants, self.accounts, board, self.notifying, self.clock)
        self.collecting = Collecting(
            self.collections, self.participants, self.accounts, board, terms, self.writer, self.clock
        )
        self.publishing = Publishing(
            self.publications,
            self.notifications,
            self.accounts,
            board,
            cabinets,
            self.collecting,
            self.writer,
            self.clock,
        )
        self.folders = FolderPublishing(
            FolderReading(board, self.accounts, self.files, self.clock, LARGEST_FILE),
            self.publications,
            self.notifications,
            self.accounts,
            self.files,
            self.blobs,
            board,
            self.writer,
            self.clock,
            reserve=0,
        )
        self.appearing = Appearing(board, self.notifications, self.notifying, self.clock)
        self.account_keeping = AccountKeeping(
            self.accounts, self.sign_ins, self.writer, self.clock, self.signing_in.forget
        )
        self.reports = Reports(self.engine, self.audit)
        self.workshop = self.make_workshop()
        self.reporting = Reporting(self.reports, self.workshop, self.blobs, self.writer, self.clock)

    def make_workshop(self) -> Workshop:
        """The workshop of one run of the server; its threads stand still, tests call `work`."""
        kinds = {
            ReportKind.RESULTS: ResultsReport(
                self.collections, self.participants, self.submissions, self.form_store, self.accounts
            ),
            ReportKind.DOWNLOADS: DownloadsReport(Takers(self.engine), self.accounts),
        }
        building = Building(kinds, self.accounts, self.folder / "building")
        delivering = Delivering(
            self.reports,
            self.notifications,
            building,
            self.blobs,
            Belonging(self.engine, self.folder / "blobs"),
            self.notifying,
            self.writer,
            self.clock,
        )
        return Workshop(self.reports, building, delivering, self.writer, self.clock)

    def close(self) -> None:
        self.reporting.close()
        self.signing_in.close()
        self.writer.close()

    def account(self, login: str, region: str | None = None, name: str = "") -> Identity:
        """An account of this login with PASSWORD; its region is the login's unless another is given."""
        role = role_of_login(login)
        assert role
        if role is not Role.FEDERAL and region is None:
            region = login[-2:] if role is Role.COORDINATOR else login[3:5]
        kind = kind_of_login(login) if role is Role.ORGANISER else ""
        new = NewAccount(login, HASH, role, region, name or f"Организация {login}", kind)
        event = Event(EventKind.ACCOUNTS_IMPORTED, self.clock(), None, "accounts")
        self.writer.run(lambda tx: self.accounts.add(tx, [new], created_at=self.clock(), event=event)).result(10)
        made = self.accounts.by_login(login)
        assert made
        return made.identity()

    def collection(self, *logins: str, title: str = "Контингент", opens: float = -1, closes: float = 1) -> int:
        """A publication with a collection for these logins, open from and until so many days from now; its id."""
        now = self.clock()
        version = self.forms.add_form(OPERATOR, make_form())
        new = NewCollection(
            title, version.id, now + timedelta(days=opens), now + timedelta(days=closes), Invited(logins)
        )
        number = self.publishing.create(OPERATOR, title=f"Сбор «{title}»", html="<p>Заполните.</p>", collection=new)
        return next(one.id for one in self.collections.of_publications([number]))

    def edited(self, collection_id: int, person: Identity, number: int = 1, ops: str = "[]") -> None:
        """A batch of the person's organisation, as a window would send it."""
        window = f"window{person.organisation_id}"
        batch = NewBatch(
            collection_id,
            person.region or "",
            person.organisation_id or 0,
            person.account_id or 0,
            window,
            number,
            0,
            ops,
        )
        self.writer.put(batch).result(10)

    def submitted(self, collection_id: int, person: Identity, values: dict | None = None, number: int = 1) -> None:
        """A submission of the person's organisation, as submitting writes it."""
        body = json.dumps({"values": values or {}}, ensure_ascii=False)
        now = self.clock()
        event = Event(EventKind.SUBMITTED, now, person.account_id, f"collection:{collection_id}")

        def write(tx: Transaction) -> None:
            seq = Log(self.engine.dialect).advance(tx, 1, now).seq
            made = Submission(
                collection_id=collection_id,
                region=person.region or "",
                organisation_id=person.organisation_id or 0,
                number=number,
                request_id=f"{person.login}-{number}",
                seq=seq,
                draft_seq=seq,
                form_version_id=self.collections.one(collection_id).form_version_id,
                submitted_at=now,
                account_id=person.account_id or 0,
                body=body,
                sha256=sha256(body.encode()).hexdigest(),
                code="7F3K9A2C",
                filled=2,
                required=2,
                explanations={},
            )
            self.submissions.add(tx, made, event=event)
            self.progress.submitted(
                tx,
                collection_id=collection_id,
                region=made.region,
                organisation_id=made.organisation_id,
                submitted_at=now,
                filled=2,
                required=2,
                warnings=0,
                seq=seq,
            )

        self.writer.run(write).result(10)


def make_form(key: str = "kontingent", title: str = "Контингент") -> Form:
    """A form of one sheet with two fixed rows and two columns of whole numbers, the first of them required."""
    columns = (
        Column("colaaaa1", "B", "Лист!B", ("Обучающихся",), Cell("integer", required=True), required=True),
        Column("colaaaa2", "C", "Лист!C", ("Групп",), Cell("integer")),
    )
    rows = (Row("rowaaaa1", 2, ("очно",)), Row("rowaaaa2", 3, ("заочно",)))
    return Form(key, title, (Sheet("shtaaaa1", "Лист", 2, 2, (), columns, rows),))


__all__ = ["ADDRESS", "HASH", "OPERATOR", "PASSWORD", "World", "make_form"]
