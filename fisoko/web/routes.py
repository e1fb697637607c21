"""The one list of our addresses; the same in Panel's server and in a plain Tornado one."""

from tornado.web import RequestHandler

from fisoko.web.handlers import (
    analysis,
    cabinet,
    collections,
    events,
    files,
    guide,
    library,
    news,
    operations,
    publications,
    receipts,
    reports,
    signing,
    templates,
    tokens,
)
from fisoko.web.handlers.api import reading

NUMBER = r"([1-9]\d{0,17})"
ARCHIVE = rf"{NUMBER}\.zip"
LOGIN = r"([A-Za-z0-9_]{1,64})"
CODE = r"([0-9A-Za-z]{8})"
SUBMITTED = rf"{CODE}\.xlsx"
SHEET = r"([^/]{1,300})"
GUIDE_PAGE = r"([a-z_]{1,40})"
GUIDE_PICTURE = r"([a-z_]{1,40}\.png)"

Route = tuple[str, type[RequestHandler], dict[str, object]]

ROUTES: list[Route] = [
    (r"/login", signing.LoginHandler, {}),
    (r"/logout", signing.LogoutHandler, {}),
    (r"/assets/([0-9a-f]+)/([A-Za-z0-9_./-]+)", library.AssetHandler, {}),
    (rf"/collections/{NUMBER}", collections.GridHandler, {}),
    (rf"/collections/{NUMBER}/template\.xlsx", templates.TemplateHandler, {}),
    (rf"/collections/{NUMBER}/analysis\.xlsx", analysis.SummaryFileHandler, {}),
    (rf"/collections/{NUMBER}/participants\.tsv", collections.ParticipantsTextHandler, {}),
    (rf"/collections/{NUMBER}/organisations/{LOGIN}", collections.OrganisationHandler, {}),
    (rf"/collections/{NUMBER}/organisations/{LOGIN}/difference", collections.DifferenceHandler, {}),
    (r"/receipts", receipts.ReceiptsHandler, {}),
    (rf"/receipts/{CODE}", receipts.ReceiptHandler, {}),
    (rf"/receipts/{SUBMITTED}", receipts.SubmittedHandler, {}),
    (r"/tokens", tokens.TokensHandler, {}),
    (rf"/files/{NUMBER}", files.FileHandler, {}),
    (rf"/stores/{ARCHIVE}", files.ArchiveHandler, {}),
    (rf"/reports/{NUMBER}", reports.ReportHandler, {}),
    (r"/guide/", guide.GuideHandler, {}),
    (rf"/guide/{GUIDE_PAGE}", guide.GuideHandler, {}),
    (rf"/guide/images/{GUIDE_PICTURE}", guide.GuidePictureHandler, {}),
    (r"/events", events.EventsHandler, {}),
    (r"/api/v1/session", signing.SessionHandler, {}),
    (r"/api/v1/cabinet", cabinet.CabinetDataHandler, {}),
    (r"/api/v1/news", news.NewsHandler, {}),
    (r"/api/v1/bell", cabinet.BellHandler, {}),
    (r"/api/v1/bell/read", cabinet.BellReadHandler, {}),
    (r"/api/v1/messages", cabinet.MessagesHandler, {}),
    (r"/api/v1/publications", publications.FindingHandler, {}),
    (rf"/api/v1/publications/{NUMBER}/acknowledgement", publications.AcknowledgeHandler, {}),
    (rf"/api/v1/publications/{NUMBER}/acknowledgements", publications.AcknowledgementsHandler, {}),
    (rf"/api/v1/publications/{NUMBER}/acknowledgements/table", publications.AcknowledgementsTableHandler, {}),
    (rf"/api/v1/drafts/{NUMBER}", collections.DraftHandler, {}),
    (r"/api/v1/tokens", tokens.TokenMakeHandler, {}),
    (rf"/api/v1/tokens/{NUMBER}/revoke", tokens.TokenRevokeHandler, {}),
    (r"/api/v1/openapi\.json", reading.OpenApiHandler, {}),
    (r"/api/v1/collections", reading.ReadingHandler, {"reads": "collections"}),
    (rf"/api/v1/collections/{NUMBER}/submissions", reading.SubmissionsHandler, {"reads": "submissions"}),
    (rf"/api/v1/collections/{NUMBER}/progress", reading.ReadingHandler, {"reads": "progress"}),
    (rf"/api/v1/collections/{NUMBER}/participants", reading.ReadingHandler, {"reads": "participants"}),
    (rf"/api/v1/collections/{NUMBER}/downloads", reading.ReadingHandler, {"reads": "downloads"}),
    (rf"/api/v1/collections/{NUMBER}/findings", reading.ReadingHandler, {"reads": "findings"}),
    (rf"/api/v1/collections/{NUMBER}/results/{SHEET}", reading.ReadingHandler, {"reads": "results"}),
    (rf"/api/v1/collections/{NUMBER}/difference", templates.DifferenceHandler, {}),
    (rf"/api/v1/collections/{NUMBER}/history", templates.HistoryHandler, {}),
    (rf"/api/v1/collections/{NUMBER}/workbook", templates.WorkbookHandler, {}),
    (rf"/api/v1/collections/{NUMBER}/reports", reports.ReportAskHandler, {}),
    (rf"/api/v1/collections/{NUMBER}/dashboards", reports.DashboardHandler, {}),
    (rf"/api/v1/stores/{NUMBER}/files", files.StoreFilesHandler, {}),
    (rf"/api/v1/stores/{NUMBER}/reports", reports.DownloadsReportHandler, {}),
    (r"/api/v1/reports", reports.ReportsHandler, {}),
    (rf"/api/v1/reports/{NUMBER}/cancel", reports.ReportCancelHandler, {}),
    (r"/health/live", operations.LiveHandler, {}),
    (r"/health/ready", operations.ReadyHandler, {}),
    (r"/metrics", operations.MetricsHandler, {}),
    (r"/", cabinet.CabinetHandler, {}),  # where no Panel runs: its own page of / comes first
]
