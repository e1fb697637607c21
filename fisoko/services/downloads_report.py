"""The report of downloads: which files of a store each organisation had taken by the click."""

from datetime import datetime
from pathlib import Path

from fisoko.domain.person import Identity
from fisoko.domain.report import Report, Wish
from fisoko.reports import downloads, texts
from fisoko.reports.about import About
from fisoko.services.permissions import Action, Scope, Thing, check
from fisoko.store.accounts import Accounts
from fisoko.store.takers import Takers


class DownloadsReport:
    """A kind of report; its subject is a file store."""

    action = Action.REPORT_DOWNLOADS
    button = thing = "Отчет"
    name = "Скачивание файлов"

    def __init__(self, takers: Takers, accounts: Accounts) -> None:
        self._takers, self._accounts = takers, accounts

    def check(self, identity: Identity, wish: Wish, now: datetime) -> None:
        """Raises NotFound where there is no such store, Refused where its publication is meant for others."""
        check(identity, Action.SEE_PUBLICATION, Thing(audience=self._takers.store(wish.subject_id).audience))

    def title(self, subject_id: int) -> str:
        """The store's title. Raises NotFound."""
        return self._takers.store(subject_id).title

    def publication(self, subject_id: int) -> int:
        """The store's publication. Raises NotFound."""
        return self._takers.store(subject_id).publication_id

    def file_name(self, title: str, scope: str) -> str:
        """«Скачивания. Материалы (Красноярский край)»."""
        return texts.DOWNLOADS_FILE.format(title=title, scope=scope)

    def freeze(self, report: Report, about: About, folder: Path) -> None:
        """The files and the acts of the click; organisations as they are now."""
        audience = self._takers.store(report.subject_id).audience
        files = self._takers.files(report.subject_id, report.asked_at)
        names = {code: region.name for code, region in self._accounts.regions().items()}
        scope = Scope((report.region,) if report.region else None)
        takers = self._takers.of(audience, [number for number, _ in files], scope, report.asked_at)
        rows = (downloads.Organisation(o.login, o.name, names.get(o.region, o.region), o.taken) for o in takers)
        downloads.freeze(folder, files, rows, about)
