"""The report of results: what organisations had submitted by the click."""

from collections.abc import Iterator
from pathlib import Path

from fisoko.domain.person import Identity
from fisoko.domain.report import Report
from fisoko.reports import results, texts
from fisoko.reports.about import About
from fisoko.services.permissions import Action, Scope
from fisoko.store.accounts import Accounts
from fisoko.store.collections import Collections
from fisoko.store.forms import Forms
from fisoko.store.participants import Participants
from fisoko.store.submissions import Submissions


class ResultsReport:
    """A kind of report; its subject is a collection."""

    action = Action.EXPORT_RESULTS
    button = "Экспорт результатов"

    def __init__(
        self,
        collections: Collections,
        participants: Participants,
        submissions: Submissions,
        forms: Forms,
        accounts: Accounts,
    ) -> None:
        self._collections, self._participants, self._submissions = collections, participants, submissions
        self._forms, self._accounts = forms, accounts

    def check(self, identity: Identity, subject_id: int) -> None:
        """Raises NotFound where there is no such collection."""
        self._collections.one(subject_id)

    def title(self, subject_id: int) -> str:
        """The collection's title. Raises NotFound."""
        return self._collections.one(subject_id).title

    def file_name(self, title: str, scope: str) -> str:
        """«Результаты. Контингент (Красноярский край).xlsx»."""
        return texts.RESULTS_FILE.format(title=title, scope=scope)

    def freeze(self, report: Report, about: About, folder: Path) -> None:
        """The rows of the click, with the form they were filled in by."""
        collection = self._collections.one(report.subject_id)
        version = self._forms.version(collection.form_version_id)
        results.freeze(folder, version.form, version.number, self._rows(report), about)

    def _rows(self, report: Report) -> Iterator[results.ResultRow]:
        """The last submissions by the click of those who took part at the click: as many as «Сдано» was then."""
        scope = Scope((report.region,) if report.region else None)
        names = {code: region.name for code, region in self._accounts.regions().items()}
        taking_part = {
            one.organisation_id: one for one in self._participants.at(report.subject_id, report.asked_at, scope)
        }
        for made in self._submissions.as_of(report.subject_id, report.as_of, scope):
            one = taking_part.get(made.organisation_id)
            if one is not None:
                yield results.ResultRow(
                    login=one.login,
                    name=one.name,
                    region=names.get(one.region, one.region),
                    number=made.number,
                    submitted_at=made.submitted_at,
                    sha256=made.sha256,
                    values=made.values,
                )
