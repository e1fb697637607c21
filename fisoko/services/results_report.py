"""The report of results: what organisations had submitted by the click, or by a moment before it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from fisoko.domain.error import NotFound
from fisoko.domain.moscow import show
from fisoko.domain.person import Identity
from fisoko.domain.report import Report, Wish
from fisoko.reports import texts
from fisoko.reports.about import About
from fisoko.reports.result_rows import Laid, ResultRow, freeze
from fisoko.services.permissions import Action, Scope
from fisoko.store.accounts import Accounts
from fisoko.store.collections import Collections
from fisoko.store.forms import Forms
from fisoko.store.participants import Participants
from fisoko.store.submissions import Submissions

NOBODY = (
    "Выгружать нечего: на {when} мск у сбора «{title}» нет ни одного участника{where}. "
    "Проверьте номер сбора, регион и момент."
)
IN_REGION = " в регионе «{region}»"


class ResultsReport:
    """A kind of report; its subject is a collection."""

    action = Action.EXPORT_RESULTS
    button = name = "Экспорт результатов"
    thing = "Отчет"

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

    def check(self, identity: Identity, wish: Wish, now: datetime) -> None:
        """Raises NotFound where there is no such collection, or nobody of the region took part at the moment."""
        collection, moment = self._collections.one(wish.subject_id), wish.past or now
        if not self._participants.number_at(wish.subject_id, moment, _scope(wish.region)):
            where = IN_REGION.format(region=self._accounts.regions()[wish.region].name) if wish.region else ""
            raise NotFound(NOBODY.format(when=show(moment), title=collection.title, where=where))

    def title(self, subject_id: int) -> str:
        """The collection's title. Raises NotFound."""
        return self._collections.one(subject_id).title

    def publication(self, subject_id: int) -> int:
        """The collection's publication. Raises NotFound."""
        return self._collections.one(subject_id).publication_id

    def file_name(self, title: str, scope: str) -> str:
        """«Результаты. Контингент (Красноярский край)»."""
        return texts.RESULTS_FILE.format(title=title, scope=scope)

    def freeze(self, report: Report, about: About, folder: Path) -> None:
        """The rows of the moment, with the form that the newest submission then was made by.

        Not the collection's present form: another version of it would change what the moment looks like afterwards.
        """
        newest = self._submissions.version_as_of(report.subject_id, report.as_of)
        version = self._forms.version(newest or self._collections.one(report.subject_id).form_version_id)
        laid = Laid(version.form, version.number, version.id)
        freeze(folder, laid, self._lines(report), about, report.format)

    def _lines(self, report: Report) -> Iterator[str]:
        """The last submissions by the moment of those who took part then: as many as «Сдано» was."""
        scope = _scope(report.region)
        names = {code: region.name for code, region in self._accounts.regions().items()}
        taking_part = {
            one.organisation_id: one for one in self._participants.at(report.subject_id, report.moment, scope)
        }
        for made in self._submissions.as_of(report.subject_id, report.as_of, scope):
            one = taking_part.get(made.organisation_id)
            if one is not None:
                yield ResultRow(
                    login=one.login,
                    name=one.name,
                    region=names.get(one.region, one.region),
                    number=made.number,
                    submitted_at=made.submitted_at,
                    sha256=made.sha256,
                    kind=one.kind,
                    region_code=one.region,
                    form_version=made.form_version_id,
                    explanations=tuple(made.explanations),
                ).line(made.body)


def _scope(region: str | None) -> Scope:
    return Scope((region,) if region else None)
