"""The composition root: settings become an engine, stores, services, and the application that holds them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import cache, partial

from fisoko.domain.report import ReportKind
from fisoko.services.accounts import AccountKeeping
from fisoko.services.acknowledging import Acknowledging
from fisoko.services.admission import Admission
from fisoko.services.analysing import Analysing
from fisoko.services.appearing import Appearing
from fisoko.services.board import Board
from fisoko.services.brake import Brake
from fisoko.services.building import Building
from fisoko.services.cabinets import Cabinets
from fisoko.services.changed_terms import ChangedTerms
from fisoko.services.collecting import Collecting
from fisoko.services.columns import ColumnsKeeping
from fisoko.services.comparing import Comparing
from fisoko.services.dashboard_report import DashboardReport
from fisoko.services.dashboards import Dashboards
from fisoko.services.delivering import Delivering
from fisoko.services.downloads_report import DownloadsReport
from fisoko.services.drafting import Drafting
from fisoko.services.filing import Filing
from fisoko.services.finding import Finding
from fisoko.services.folder_reading import FolderReading
from fisoko.services.folders import FolderPublishing
from fisoko.services.following import Following
from fisoko.services.forms import FormKeeping
from fisoko.services.laid_check import LaidCheck
from fisoko.services.laying import Laying
from fisoko.services.live import Live
from fisoko.services.marks import Marks
from fisoko.services.monitoring import Monitoring
from fisoko.services.notifying import Notifying
from fisoko.services.projecting import Projecting
from fisoko.services.publishing import Publishing
from fisoko.services.reading import Reading
from fisoko.services.reading_rows import Rowing
from fisoko.services.recalling import Recalling
from fisoko.services.receipts import Receipts
from fisoko.services.renewing import FormRenewing
from fisoko.services.reporting import Reporting
from fisoko.services.results_report import ResultsReport
from fisoko.services.returning import Returning
from fisoko.services.shelf import Shelf
from fisoko.services.signing_in import SigningIn
from fisoko.services.submitting import Submitting
from fisoko.services.surroundings import Surroundings
from fisoko.services.taking import Taking
from fisoko.services.templates import Templates
from fisoko.services.tokens import TokenKeeping
from fisoko.services.workbooks import Workbooks
from fisoko.services.workshop import Workshop
from fisoko.settings import Settings
from fisoko.store.accounts import Accounts
from fisoko.store.acknowledgements import Acknowledgements
from fisoko.store.audit import Audit
from fisoko.store.belonging import Belonging
from fisoko.store.blobs import Blobs
from fisoko.store.collections import Collections
from fisoko.store.columns import Columns
from fisoko.store.columns_base import ColumnsBase
from fisoko.store.doors import Doors
from fisoko.store.downloads import Downloads
from fisoko.store.drafts import Drafts
from fisoko.store.duckdb_engine import DuckDBEngine
from fisoko.store.engine import Engine
from fisoko.store.files import Files
from fisoko.store.forms import Forms
from fisoko.store.laid import Laid
from fisoko.store.notifications import Notifications
from fisoko.store.participants import Participants
from fisoko.store.postgres_engine import PostgresEngine
from fisoko.store.progress import Progress
from fisoko.store.projection import Projection
from fisoko.store.publications import Publications
from fisoko.store.reading import Reading as ReadingStore
from fisoko.store.reports import Reports
from fisoko.store.roster import Roster
from fisoko.store.schema import migrate
from fisoko.store.sign_ins import SignIns
from fisoko.store.submissions import Submissions
from fisoko.store.takers import Takers
from fisoko.store.tokens import Tokens
from fisoko.store.writer import Writer

Clock = Callable[[], datetime]
MB = 1024 * 1024
GUIDE = "/guide/"


def now() -> datetime:
    """The server's clock, which alone decides."""
    return datetime.now(UTC)


def open_engine(settings: Settings) -> Engine:
    """The engine that the settings name, brought to this program's schema. Raises NewerBase."""
    path = settings.duckdb_file
    engine: Engine = DuckDBEngine(path) if path is not None else PostgresEngine(settings.database)
    try:
        migrate(engine)
    except BaseException:
        engine.close()
        raise
    return engine


class Application:
    """Every service of one process, by the name of its module; `start` begins what runs by itself."""

    def __init__(self, settings: Settings, engine: Engine, clock: Clock = now) -> None:
        self.settings, self.engine, self.clock = settings, engine, clock
        self.readers = ThreadPoolExecutor(settings.readers, "reader")
        audit = Audit(engine.dialect)
        accounts, sign_ins = Accounts(engine, audit), SignIns(engine, audit)
        publications, collections = Publications(engine, audit), Collections(engine, audit)
        participants, forms = Participants(engine, audit), Forms(engine, audit)
        drafts, submissions, progress = Drafts(engine), Submissions(engine, audit), Progress(engine)
        notifications, reports, blobs = Notifications(engine, audit), Reports(engine, audit), Blobs(settings.blobs)
        files, downloads = Files(engine, audit), Downloads(engine, audit)
        self.live = Live(engine, drafts)
        self.writer = Writer(engine, clock, changed=self.live.changed, reserve=settings.reserve_mb * MB)
        writer = self.writer

        self.notifying = Notifying(notifications, writer, clock)
        self.marks = Marks(self.notifying, downloads, progress)
        self.signing_in = SigningIn(accounts, sign_ins, writer, clock)
        self.accounts = AccountKeeping(accounts, sign_ins, writer, clock, self.signing_in.forget)
        self.forms = FormKeeping(forms, blobs, writer, clock)
        board = Board(publications, collections, clock, alone=engine.sole_writer)
        shelf = Shelf(files, downloads)
        self.filing = Filing(files, publications, blobs, writer, clock)
        self.taking = Taking(shelf, board, downloads, blobs, writer, clock)
        acknowledgements = Acknowledgements(engine, audit)
        around = Surroundings(settings.support, GUIDE)
        cabinets = Cabinets(board, progress, shelf, acknowledgements, clock, around)
        self.finding = Finding(board, shelf, cabinets)
        self.acknowledging = Acknowledging(publications, acknowledgements, writer, clock)
        terms = ChangedTerms(collections, participants, accounts, board, self.notifying, clock)
        self.collecting = Collecting(collections, participants, accounts, board, terms, writer, clock)
        self.publishing = Publishing(
            publications, notifications, accounts, board, cabinets, self.collecting, writer, clock
        )
        self.folders = FolderPublishing(
            FolderReading(board, accounts, files, clock, settings.file_mb * MB),
            publications,
            notifications,
            accounts,
            files,
            blobs,
            board,
            writer,
            clock,
            reserve=settings.reserve_mb * MB,
        )
        self.appearing = Appearing(board, notifications, self.notifying, clock)
        self.admission = Admission(collections, forms, Doors(engine), clock)
        self.drafting = Drafting(
            admission=self.admission,
            forms=forms,
            drafts=drafts,
            submissions=submissions,
            progress=progress,
            writer=writer,
            readers=self.readers,
            clock=clock,
        )
        self.recalling = Recalling(admission=self.admission, forms=forms, drafts=drafts)
        self.returning = Returning(admission=self.admission, forms=forms, drafts=drafts, submissions=submissions)
        workbooks = Workbooks()
        self.templates = Templates(
            admission=self.admission, forms=forms, drafts=drafts, workbooks=workbooks, clock=clock
        )
        self.receipts = Receipts(
            collections=collections, accounts=accounts, forms=forms, submissions=submissions, workbooks=workbooks
        )
        self.submitting = Submitting(
            admission=self.admission,
            forms=forms,
            drafts=drafts,
            submissions=submissions,
            progress=progress,
            writer=writer,
            live=self.live,
            clock=clock,
        )
        self.monitoring = Monitoring(
            accounts=accounts,
            collections=collections,
            forms=forms,
            drafts=drafts,
            submissions=submissions,
            progress=progress,
            roster=Roster(engine),
            clock=clock,
        )
        self.tokens = TokenKeeping(Tokens(engine, audit), accounts, writer, clock)
        self.brake = Brake(settings.api_requests)
        reading = ReadingStore(engine)
        rowing = Rowing(reading, Takers(engine), files)
        self.reading = Reading(
            board=board,
            participants=participants,
            forms=forms,
            accounts=accounts,
            store=reading,
            rowing=rowing,
            writer=writer,
            clock=clock,
        )
        projection = Projection(engine)
        self.laying = partial(
            Laying,
            admission=self.admission,
            forms=forms,
            projection=projection,
            laid=Laid(engine, audit),
            writer=writer,
        )
        self.laid_check = LaidCheck(collections, forms, drafts, submissions, progress)
        self.comparing = Comparing(
            collections=collections,
            forms=forms,
            drafts=drafts,
            submissions=submissions,
            roster=Roster(engine),
            clock=clock,
        )
        self.projecting = Projecting(
            collections=collections,
            forms=forms,
            drafts=drafts,
            submissions=submissions,
            progress=progress,
            projection=projection,
            writer=writer,
            live=self.live,
            clock=clock,
        )
        self.renewing = FormRenewing(
            keeping=self.forms,
            collections=collections,
            forms=forms,
            blobs=blobs,
            projection=projection,
            writer=writer,
            clock=clock,
        )
        columns = ColumnsBase(engine)
        self.columns = ColumnsKeeping(columns, Columns(settings.home), forms)
        self.analysing = Analysing(
            collections=collections, forms=forms, progress=progress, base=columns, keeping=self.columns, clock=clock
        )
        self.following = Following(self.live, self.columns)
        self.dashboards = Dashboards(
            accounts=accounts,
            collections=collections,
            participants=participants,
            forms=forms,
            reading=reading,
            rowing=rowing,
            base=columns,
            keeping=self.columns,
            analysing=self.analysing,
            clock=clock,
        )
        kinds = {
            ReportKind.RESULTS: ResultsReport(collections, participants, submissions, forms, accounts),
            ReportKind.DOWNLOADS: DownloadsReport(Takers(engine), accounts),
            ReportKind.DASHBOARD: DashboardReport(collections, self.dashboards),
        }
        building = Building(kinds, accounts, settings.home / "building")
        delivering = Delivering(
            reports, notifications, building, blobs, Belonging(engine, settings.blobs), self.notifying, writer, clock
        )
        workshop = Workshop(reports, building, delivering, writer, clock, processes=settings.report_processes)
        self.reporting = Reporting(reports, workshop, blobs, writer, clock)

    def start(self) -> None:
        """Begin what runs by itself: following, projecting, building reports."""
        for part in (
            self.live,
            self.signing_in,
            self.admission,
            self.appearing,
            self.projecting,
            self.columns,
            self.reporting,
        ):
            part.start()

    def close(self) -> None:
        """Stop in the reverse order; what was queued is written first."""
        for part in (self.reporting, self.columns, self.projecting, self.appearing, self.admission, self.signing_in):
            part.close()
        self.readers.shutdown(wait=True)
        self.writer.close()
        self.live.close()
        self.engine.close()


def build(settings: Settings, clock: Clock = now) -> Application:
    """Open the base of `settings` and compose the application. Raises NewerBase, or the engine's own error."""
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = open_engine(settings)
    try:
        return Application(settings, engine, clock)
    except BaseException:
        engine.close()
        raise


@cache
def current() -> Application:
    """The application of this server process, composed from the environment when first asked for."""
    return build(Settings.from_environment())
