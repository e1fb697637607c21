"""A form is changed while schools fill it in: values stay where they belong, and what has no place is named."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import Workbook

from fisoko.domain.error import BadRequest, OtherFormVersion, Refused
from fisoko.domain.event import Event, EventKind
from fisoko.domain.forms.form import Form
from fisoko.domain.person import OPERATOR
from fisoko.services.forms import FormKeeping, sound
from fisoko.services.renewing import FormRenewing
from fisoko.store.blobs import Blobs
from fisoko.store.projection import Projection
from tests.services.collecting import Campaign

HEADINGS = ("Обучающихся", "Групп", "Кураторов")


def workbook(headings: Sequence[str] = HEADINGS, rows: Sequence[str] = ("очно", "заочно")) -> bytes:
    """A form of one sheet with fixed rows, all of whole numbers."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title, sheet.freeze_panes = "Лист", "B2"
    sheet.append(["Форма обучения", *headings])
    for row in rows:
        sheet.append([row])
    for line in sheet.iter_rows(min_row=2, min_col=2, max_col=1 + len(headings)):
        for cell in line:
            cell.number_format = "0"
    target = BytesIO()
    book.save(target)
    return target.getvalue()


class Renewals:
    """A campaign whose collection has the form of `workbook()`."""

    def __init__(self, campaign: Campaign, tmp_path) -> None:
        self.campaign = campaign
        blobs = Blobs(tmp_path / "blobs")
        keeping = FormKeeping(campaign.forms, blobs, campaign.writer, campaign.clock)
        self.renewing = FormRenewing(
            keeping=keeping,
            collections=campaign.collections,
            forms=campaign.forms,
            blobs=blobs,
            projection=Projection(campaign.engine),
            writer=campaign.writer,
            clock=campaign.clock,
        )
        read = sound(keeping.check(OPERATOR, workbook()))
        campaign.version = keeping.add_form(OPERATOR, read).id
        old = campaign.collections.one(campaign.id)
        event = Event(EventKind.FORM_CHANGED, campaign.clock(), None, "test")
        given = replace(old, form_version_id=campaign.version)
        campaign.write(lambda tx: campaign.collections.change(tx, given, event=event))
        campaign.admission.renew()

    @property
    def form(self) -> Form:
        """The form of the collection now."""
        return self.campaign.forms.version(self.campaign.collections.one(self.campaign.id).form_version_id).form

    def place(self, heading: str, caption: str = "очно") -> tuple[str, str, str]:
        """Sheet, row and column of a cell of the form now."""
        sheet = self.form.sheets[0]
        row = next(row.id for row in sheet.rows if row.captions == (caption,))
        return sheet.id, row, next(column.id for column in sheet.columns if column.path == (heading,))

    def renew(self, data: bytes, *, sure: bool = False):
        """Give the collection this form; admission hears of it as it does within a second."""
        found = self.renewing.renew(OPERATOR, self.campaign.id, data, sure=sure)
        self.campaign.admission.renew()
        return found


@pytest.fixture
def renewals(campaign: Campaign, tmp_path) -> Renewals:
    return Renewals(campaign, tmp_path)


def test_values_stay_in_their_columns_and_what_has_no_place_is_named_in_the_list(
    campaign: Campaign, renewals: Renewals
) -> None:
    school, projector = campaign.school("sch240001"), campaign.projector()
    pupils, groups, tutors = (renewals.place(heading) for heading in HEADINGS)
    evening = renewals.place("Групп", "заочно")
    ops = [("set", *pupils, 25), ("set", *groups, 2), ("set", *tutors, 1), ("set", *evening, 7)]
    saved = campaign.save(school, 1, *ops, form_version=campaign.version)
    told: list[int] = []
    stop = campaign.admission.on_form(told.append)
    data = workbook(("Преподавателей", "Обучающихся", "Групп"), rows=("очно",))
    found = renewals.renew(data)
    assert (found.changed, told) == (False, [])
    assert found.gone == [
        "Столбец «D: Кураторов» исчезает (лист «Лист»): введенное попадет в список «Не вошло»",
        "Строка «3: заочно» исчезает (лист «Лист»): введенное попадет в список «Не вошло»",
    ]
    assert found.added == ["Столбец «B: Преподавателей» появляется (лист «Лист»)"]
    found = renewals.renew(data, sure=True)
    assert (found.changed, told) == (True, [campaign.id])
    stop()
    assert renewals.place("Обучающихся") == pupils
    draft = campaign.drafting.since(school, campaign.id, saved["seq"])
    assert draft["form_version"] == found.version
    assert draft["sheets"][pupils[0]]["cells"] == {pupils[1]: {pupils[2]: 25, groups[2]: 2}}
    assert {(one["where"], one["value"]) for one in draft["not_in"]} == {
        ("Лист, Кураторов, очно", 1),
        ("Лист, Групп, заочно", 7),
    }
    with pytest.raises(OtherFormVersion):
        campaign.save(school, 2, ("set", *pupils, 30), base=saved["seq"], form_version=campaign.version)
    again = campaign.save(school, 2, ("set", *pupils, 30), base=saved["seq"], form_version=found.version)
    assert again["number"] == 2
    projector.catch_up()
    facts = campaign.progress.one(campaign.id, school.organisation_id or 0)
    assert facts.errors == 0


def test_a_report_is_not_submitted_by_a_form_that_the_person_has_not_seen(
    campaign: Campaign, renewals: Renewals
) -> None:
    school = campaign.school("sch240001")
    saved = campaign.save(school, 1, ("set", *renewals.place("Групп"), 2))
    seen = campaign.version
    found = renewals.renew(workbook((*HEADINGS, "Залов")))
    assert found.changed  # nothing was in doubt
    with pytest.raises(OtherFormVersion):
        campaign.submit(school, "request-1", number=1, base=saved["seq"], form_version=seen)
    made = campaign.submit(school, "request-1", number=1, base=saved["seq"], form_version=found.version)
    assert made["number"] == 1


def test_a_guess_waits_for_a_confirmation_and_the_same_form_changes_nothing(
    campaign: Campaign, renewals: Renewals
) -> None:
    found = renewals.renew(workbook(("Студентов", "Групп", "Кураторов")))
    assert (found.changed, found.uncertain) == (
        False,
        ["Столбец «B: Студентов» считается прежним «B: Обучающихся» (лист «Лист»): введенное останется в нем"],
    )
    assert renewals.renew(workbook()).same
    assert campaign.collections.one(campaign.id).form_version_id == campaign.version


def test_the_projector_judges_every_draft_by_the_new_form(campaign: Campaign, renewals: Renewals) -> None:
    school, projector = campaign.school("sch240001"), campaign.projector()
    campaign.save(school, 1, ("set", *renewals.place("Кураторов"), {"raw": "много"}))
    projector.catch_up()
    assert campaign.progress.one(campaign.id, school.organisation_id or 0).errors == 1
    renewals.renew(workbook(HEADINGS[:2]), sure=True)
    projector.catch_up()
    assert campaign.progress.one(campaign.id, school.organisation_id or 0).errors == 0


def test_only_those_who_publish_change_a_form_and_a_bad_workbook_tells_its_problems(
    campaign: Campaign, renewals: Renewals
) -> None:
    for person in (campaign.school("sch240001"), campaign.world.account("spo_coord_24")):
        with pytest.raises(Refused):
            renewals.renewing.renew(person, campaign.id, workbook(), sure=True)
    with pytest.raises(BadRequest):
        renewals.renewing.renew(OPERATOR, campaign.id, b"PK", sure=True)
    for publication, collection in ((7, None), (1, campaign.id + 9)):
        with pytest.raises(BadRequest):
            renewals.renewing.choose(OPERATOR, publication, collection)
    assert renewals.renewing.choose(OPERATOR, 1, None) == campaign.id


def test_what_else_changes_while_a_workbook_is_read_is_kept(
    campaign: Campaign, renewals: Renewals, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping = renewals.renewing._keeping
    read, old = keeping.check, campaign.collections.one(campaign.id)
    event = Event(EventKind.TERM_CHANGED, campaign.clock(), None, "test")

    def slow(*given):
        found = read(*given)
        renamed = replace(campaign.collections.one(campaign.id), title="Иначе")
        campaign.write(lambda tx: campaign.collections.change(tx, renamed, event=event))
        return found

    monkeypatch.setattr(keeping, "check", slow)
    assert renewals.renew(workbook((*HEADINGS, "Залов"))).changed
    assert campaign.collections.one(campaign.id).title == "Иначе" != old.title
