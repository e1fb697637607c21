"""A collection with participants for the tests of drafts, submissions and monitoring."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from fisoko.domain.collection import Collection
from fisoko.domain.event import Event, EventKind
from fisoko.domain.forms.form import Cell, Column, Form, Row, Rule, Sheet
from fisoko.domain.person import Identity
from fisoko.services.admission import Admission
from fisoko.services.drafting import Drafting
from fisoko.services.live import Live
from fisoko.services.monitoring import Monitoring
from fisoko.services.projecting import Projecting
from fisoko.services.recalling import Recalling
from fisoko.services.receipts import Receipts
from fisoko.services.returning import Returning
from fisoko.services.submitting import Submitting
from fisoko.services.templates import Templates
from fisoko.services.workbooks import Workbooks
from fisoko.store.audit import Audit
from fisoko.store.collections import Collections
from fisoko.store.doors import Doors
from fisoko.store.drafts import Drafts
from fisoko.store.engine import Engine
from fisoko.store.forms import Forms
from fisoko.store.participants import Participants
from fisoko.store.progress import Progress
from fisoko.store.projection import Projection
from fisoko.store.roster import Roster
from fisoko.store.submissions import Submissions
from fisoko.store.writer import Writer
from tests.factories import World

SHEET, FREE = "shtaaaa1", "shtaaaa2"
FIRST, SECOND, COMPUTED, NAME = "colaaaa1", "colaaaa2", "colaaaa3", "colaaaa4"
ROW = "rowaaaa1"
TOTAL = ["op", "+", ["ref", 0, 2, 2, 0, 0], ["ref", 0, 2, 3, 0, 0]]  # =B2+C2, written for D2
FEW = ["op", ">", ["ref", 0, 2, 2, 0, 0], ["num", 10]]


def collecting_form() -> Form:
    """One row of two whole numbers (the first required) and their sum, and a sheet of free rows of names."""
    columns = (
        Column(FIRST, "B", "Лист!B", ("Обучающихся",), Cell("integer", required=True), required=True),
        Column(SECOND, "C", "Лист!C", ("Групп",), Cell("integer", value=1)),
        Column(COMPUTED, "D", "Лист!D", ("Всего",), Cell("integer", formula=TOTAL)),
    )
    names = (Column(NAME, "A", "Имена!A", ("Имя",), Cell("text")),)
    rules = (Rule("rulaaaa1", SHEET, (2, 2, 2, 2), FEW, "Меньше одиннадцати. Все верно?", "warning"),)
    sheets = (
        Sheet(SHEET, "Лист", 2, 2, (), columns, (Row(ROW, 2, ("очно",)),)),
        Sheet(FREE, "Имена", 2, 1, (), names, free=True, max_rows=3),
    )
    return Form("sbor", "Сбор", sheets, rules=rules)


class Campaign:
    """An open collection (closing in a day), and whatever of the services a test uses."""

    def __init__(self, engine: Engine, clock, tmp_path) -> None:
        self.clock, self.engine = clock, engine
        self.world = World(engine, clock, tmp_path)
        audit: Audit = self.world.audit
        self.writer: Writer = self.world.writer
        self.forms, self.collections = Forms(engine, audit), Collections(engine, audit)
        self.participants, self.drafts, self.doors = Participants(engine, audit), Drafts(engine), Doors(engine)
        self.submissions, self.progress, self.roster = Submissions(engine, audit), Progress(engine), Roster(engine)
        self.live = Live(engine, self.drafts)
        self.readers = ThreadPoolExecutor(2)
        self.admission = Admission(self.collections, self.forms, self.doors, clock)
        self.drafting = Drafting(
            admission=self.admission,
            forms=self.forms,
            drafts=self.drafts,
            submissions=self.submissions,
            progress=self.progress,
            writer=self.writer,
            readers=self.readers,
            clock=clock,
        )
        workbooks = Workbooks()
        self.templates = Templates(
            admission=self.admission, forms=self.forms, drafts=self.drafts, workbooks=workbooks, clock=clock
        )
        self.receipts = Receipts(
            collections=self.collections,
            accounts=self.world.accounts,
            forms=self.forms,
            submissions=self.submissions,
            workbooks=workbooks,
        )
        self.recalling = Recalling(admission=self.admission, forms=self.forms, drafts=self.drafts)
        self.returning = Returning(
            admission=self.admission, forms=self.forms, drafts=self.drafts, submissions=self.submissions
        )
        self.submitting = Submitting(
            admission=self.admission,
            forms=self.forms,
            drafts=self.drafts,
            submissions=self.submissions,
            progress=self.progress,
            writer=self.writer,
            live=self.live,
            clock=clock,
        )
        self.monitoring = Monitoring(
            accounts=self.world.accounts,
            collections=self.collections,
            forms=self.forms,
            drafts=self.drafts,
            submissions=self.submissions,
            progress=self.progress,
            roster=self.roster,
            clock=clock,
        )
        self.form = collecting_form()
        event = self.event(EventKind.FORM_ADDED)
        self.version = self.write(
            lambda tx: self.forms.add(tx, self.form, workbook=None, created_at=clock(), event=event)
        )
        self.opens_at, self.closes_at = clock() - timedelta(days=1), clock() + timedelta(days=1)
        self.id = self.collection("Контингент", self.opens_at, self.closes_at)

    def projector(self) -> Projecting:
        """One more process that projects."""
        return Projecting(
            collections=self.collections,
            forms=self.forms,
            drafts=self.drafts,
            submissions=self.submissions,
            progress=self.progress,
            projection=Projection(self.engine),
            writer=self.writer,
            live=self.live,
            clock=self.clock,
        )

    def close(self) -> None:
        self.admission.close()
        self.readers.shutdown()
        self.world.close()

    def event(self, kind: EventKind) -> Event:
        return Event(kind, self.clock(), None, "test")

    def write(self, work):
        return self.writer.run(work).result(10)

    def collection(self, title: str, opens_at: datetime, closes_at: datetime) -> int:
        new = Collection(0, 1, self.version, title, opens_at, closes_at)
        event = self.event(EventKind.COLLECTION_CREATED)
        return self.write(lambda tx: self.collections.add(tx, new, event=event))

    def school(self, login: str, region: str | None = None, *, joins: bool = True) -> Identity:
        identity = self.world.account(login, region)
        if joins:
            event = self.event(EventKind.PARTICIPANTS_CHANGED)
            joining = {identity.organisation_id: identity.region}
            self.write(
                lambda tx: self.participants.join(
                    tx,
                    self.id,
                    joining,
                    since=self.opens_at - timedelta(days=9),
                    reason="список",
                    by_account=None,
                    event=event,
                )
            )
        return identity

    def extend(self, identity: Identity, closes_at: datetime) -> None:
        event = self.event(EventKind.TERM_CHANGED)
        self.write(
            lambda tx: self.collections.set_terms(
                tx,
                self.id,
                [identity.organisation_id],
                closes_at=closes_at,
                since=self.clock(),
                reason="просьба",
                by_account=None,
                event=event,
            )
        )

    def save(self, identity: Identity, number: int, *ops, window: str = "w1", base: int = 0, **more) -> dict:
        body = {"window": window, "number": number, "base": base, "ops": [list(op) for op in ops], **more}
        return self.drafting.save(identity, self.id, json.dumps(body).encode()).result(10)

    def submit(
        self,
        identity: Identity,
        request: str,
        *,
        window: str = "w1",
        number: int = 0,
        base: int = 0,
        explanations=None,
        **more,
    ) -> dict:
        body = {"id": request, "window": window, "number": number, "base": base, "explanations": explanations or {}}
        body |= more
        return self.submitting.submit(identity, self.id, json.dumps(body).encode())
