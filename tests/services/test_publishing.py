"""What is published is seen by those it is meant for, and a cabinet shows one's own work and nothing else's."""

from datetime import timedelta

import pytest

from fisoko.domain.error import BadRequest, NotFound, Refused
from fisoko.domain.event import EventKind
from fisoko.domain.moscow import iso
from fisoko.domain.person import OPERATOR
from fisoko.domain.publication import Audience
from fisoko.services.publishing import Invited, NewCollection
from tests.factories import World, make_form


def titles(world: World, person, section: int | None = None) -> list[str]:
    return [one["title"] for one in world.publishing.cabinet(person, section)["publications"]]


def shown(world: World, person) -> list[dict]:
    return [one for found in world.publishing.cabinet(person)["publications"] for one in found["collections"]]


def publish(world: World, title: str = "О сроках", **given) -> int:
    return world.publishing.create(OPERATOR, title=title, html="<p>Текст</p>", **given)


def test_publications_are_listed_newest_first_for_those_they_are_meant_for(world: World, clock) -> None:
    college, school = world.account("spo240065"), world.account("sch240001")
    coordinator, stranger = world.account("spo_coord_24"), world.account("spo050001")
    publish(world, "Всем")
    clock.forward(minutes=1)
    publish(world, "СПО 24", audience=Audience(kinds=("spo",), regions=("24",)))
    clock.forward(minutes=1)
    publish(world, "Координаторам", audience=Audience(roles=("coordinator",)))
    assert titles(world, college) == ["СПО 24", "Всем"]
    assert titles(world, school) == ["Всем"]
    assert titles(world, coordinator) == ["Координаторам", "СПО 24", "Всем"]
    assert titles(world, stranger) == ["Всем"]
    assert titles(world, world.account("fed_demo")) == ["Координаторам", "СПО 24", "Всем"]


def test_a_publication_appears_at_its_moment_with_its_notification(world: World, clock) -> None:
    college = world.account("spo240065")
    publish(world, "Завтра", published_at=clock() + timedelta(days=1))
    assert titles(world, college) == []
    assert world.notifying.bell(college)["items"] == []
    clock.forward(days=1)
    assert titles(world, college) == ["Завтра"]
    bell = world.notifying.bell(college)
    assert [(one["title"], one["text"]) for one in bell["items"]] == [("Новая публикация", "«Завтра»")]
    assert bell["unread"] == 1


def test_a_withdrawn_publication_is_gone_with_its_notification_and_stays_in_the_list(world: World) -> None:
    college = world.account("spo240065")
    number = publish(world, "Ошибка")
    assert world.notifying.bell(college)["unread"] == 1
    world.publishing.withdraw(OPERATOR, number)
    assert titles(world, college) == []
    assert world.notifying.bell(college)["items"] == []
    assert [one.title for one, _ in world.publishing.list(OPERATOR)] == ["Ошибка"]


def test_an_edited_publication_is_seen_at_once(world: World) -> None:
    college = world.account("spo240065")
    number = publish(world, "О сроках")
    assert titles(world, college) == ["О сроках"]
    world.publishing.edit(
        OPERATOR, number, title=" О новых сроках ", html="<p onclick='x()'>Да<script>alert(1)</script>"
    )
    page = world.publishing.cabinet(college)["publications"][0]
    assert (page["title"], page["html"]) == ("О новых сроках", "<p>Да</p>")
    with pytest.raises(NotFound):
        world.publishing.edit(OPERATOR, 999, title="x")


def test_a_text_keeps_its_formatting_and_links_and_loses_what_could_run(world: World) -> None:
    college = world.account("spo240065")
    html = (
        '<h3>План</h3><a href="/files/1">файл</a> <a href="javascript:alert(1)">нет</a><img src=x onerror=alert(1)>'
        "<table><tr><td colspan=2>1</td></tr></table><mark>до 18:00</mark><iframe src='//x'></iframe>"
        "<form action='/logout'><input></form><p style='position:fixed'>т</p>"
    )
    world.publishing.create(OPERATOR, title="План", html=html)
    text = world.publishing.cabinet(college)["publications"][0]["html"]
    for kept in ("<h3>План</h3>", 'href="/files/1"', 'target="_blank"', "noopener", 'colspan="2"', "<mark>"):
        assert kept in text
    for lost in ("javascript", "onerror", "<img", "<iframe", "<form", "<input", "style"):
        assert lost not in text


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_made(world: World, clock) -> None:
    world.account("spo240065")
    version = world.forms.add_form(OPERATOR, make_form())
    new = NewCollection("", version.id, clock(), clock(), Invited(("spo240065", "spo249999", "x"), regions=("99x",)))
    with pytest.raises(BadRequest) as wrong:
        publish(world, " ", section=77, audience=Audience(regions=("00",)), collection=new)
    problems = wrong.value.details["problems"]
    assert len(problems) == 8
    assert {"Логина «spo249999» нет. Проверьте список участников.", "Введите заголовок."} <= set(problems)
    assert world.publishing.list(OPERATOR) == []


def test_nobody_but_the_keepers_publishes(world: World, clock) -> None:
    number = world.collection(world.account("spo240065").login)
    for person in (world.account("spo_coord_24"), world.account("spo240067")):
        for attempt in (
            lambda who=person: world.publishing.create(who, title="x", html=""),
            lambda who=person: world.publishing.edit(who, 1, title="x"),
            lambda who=person: world.publishing.withdraw(who, 1),
            lambda who=person: world.publishing.list(who),
            lambda who=person: world.collecting.invite(who, number, Invited(), reason=""),
            lambda who=person: world.collecting.exclude(who, number, Invited(), reason=""),
            lambda who=person: world.collecting.extend(who, number, Invited(), clock(), reason=""),
            lambda who=person: world.collecting.change(who, number, title="x"),
            lambda who=person: world.forms.add(who, b""),
            lambda who=person: world.forms.list(who),
        ):
            with pytest.raises(Refused):
                attempt()


def test_an_organisation_sees_its_own_work(world: World, clock) -> None:
    person, other = world.account("spo240065"), world.account("spo240067")
    number = world.collection("spo240065")
    (work,) = shown(world, person)
    assert (work["status"], work["state"], work["action"], work["progress"]) == ("open", "idle", None, None)
    assert work["button"] == {"text": "Заполнить", "href": f"/collections/{number}"}
    assert work["tiles"] is None
    clock.forward(minutes=1)
    world.edited(number, person)
    (work,) = shown(world, person)
    assert work["state"] == "work"
    assert work["action"] == "Черновик сохранен 25.11.2026 17:44:12. Данные еще не переданы."
    assert work["button"]["text"] == "Редактировать"
    clock.forward(minutes=1)
    world.submitted(number, person)
    (work,) = shown(world, person)
    assert (work["state"], work["action"]) == ("done", "Данные переданы 25.11.2026 17:45")
    assert shown(world, other) == [], "a collection is shown to its participants alone"


def test_a_closed_collection_can_only_be_looked_at(world: World, clock) -> None:
    person = world.account("spo240065")
    world.collection("spo240065")
    clock.forward(days=1, seconds=1)
    (work,) = shown(world, person)
    assert (work["status"], work["button"]["text"]) == ("closed", "Просмотреть")


def test_the_notice_tells_the_nearest_term_of_what_is_still_due(world: World, clock) -> None:
    person = world.account("spo240065")
    far = world.collection("spo240065", title="Кураторы", closes=9)
    near = world.collection("spo240065", title="Контингент", closes=2)
    world.collection("spo240065", title="Будущее", opens=1, closes=1.5)
    notice = world.publishing.cabinet(person)["notice"]
    assert (notice["collection"], notice["button"]) == (near, "Заполнить")
    world.submitted(near, person)
    assert world.publishing.cabinet(person)["notice"]["collection"] == far
    world.submitted(far, person)
    assert world.publishing.cabinet(person)["notice"] is None


def test_pages_are_told_of_a_publication_those_it_is_meant_for_alone(world: World, clock) -> None:
    college, school = world.account("spo240065"), world.account("sch240001")
    told: list[frozenset[int]] = []
    world.notifying.on_news(told.append)
    number = publish(world, "СПО", audience=Audience(kinds=("spo",)))
    assert told == [frozenset({college.account_id})]
    world.publishing.withdraw(OPERATOR, number)
    assert told[1:] == [frozenset({college.account_id})], "its line goes without a reload, too"
    assert world.notifying.bell(school)["unread"] == 0


def test_pages_are_told_of_what_was_dated_ahead_at_its_moment(world: World, clock) -> None:
    college = world.account("spo240065")
    publish(world, "Завтра", published_at=clock() + timedelta(days=1))
    gone = publish(world, "Отозвана", published_at=clock() + timedelta(days=1))
    told: list[frozenset[int]] = []
    world.appearing.look()
    world.publishing.withdraw(OPERATOR, gone)
    world.notifying.on_news(told.append)
    clock.forward(hours=23)
    world.appearing.look()
    assert told == []
    clock.forward(hours=1)
    world.appearing.look()
    world.appearing.look()
    assert told == [frozenset({college.account_id})]


def test_a_term_changed_for_all_is_told_to_those_without_a_term_of_their_own(world: World, clock) -> None:
    person, other, stranger = (world.account(login) for login in ("spo240065", "spo240067", "spo240068"))
    number = world.collection("spo240065", "spo240067")
    later = clock() + timedelta(days=5)
    world.collecting.extend(OPERATOR, number, Invited(("spo240067",)), later, reason="паводок")
    told: list[frozenset[int]] = []
    world.notifying.on_news(told.append)
    world.collecting.change(OPERATOR, number, title="Контингент, осень")
    assert told == [], "another title is no news of terms"
    world.collecting.change(OPERATOR, number, closes_at=later)
    assert told == [frozenset({person.account_id})]
    line = world.notifying.bell(person)["items"][0]
    assert (line["title"], line["text"], line["href"]) == (
        "Срок сбора «Контингент, осень» изменен",
        "Данные можно сдать до 30.11.2026 17:43 мск.",
        f"/collections/{number}",
    )
    assert len(world.notifying.bell(other)["items"]) == 2, "the publication and its own extension"
    assert len(world.notifying.bell(stranger)["items"]) == 1


def test_a_changed_term_is_told_to_coordinators_whose_participants_it_concerns(world: World, clock) -> None:
    world.account("spo240065")
    world.account("spo050001")
    near, far, extended = (world.account(login) for login in ("spo_coord_24", "spo_coord_41", "spo_coord_05"))
    number = world.collection("spo240065", "spo050001")
    opens, closes = clock() + timedelta(days=1), clock() + timedelta(days=5)
    world.collecting.extend(OPERATOR, number, Invited(("spo050001",)), closes, reason="паводок")
    assert world.collecting.change(OPERATOR, number, opens_at=opens, closes_at=closes) == 2, "a college and its region"
    line = world.notifying.bell(near)["items"][0]
    assert line["title"] == "Срок сбора «Контингент» изменен"
    assert line["text"] == "Данные можно сдать с 26.11.2026 17:43 до 30.11.2026 17:43 мск."
    for stranger in (far, extended):
        assert all("Срок" not in one["title"] for one in world.notifying.bell(stranger)["items"])
    assert world.collecting.change(OPERATOR, number, opens_at=opens, closes_at=closes) == 0, "nothing has moved"


def test_a_term_is_judged_by_what_another_command_left_and_the_journal_keeps_what_was(world: World, clock) -> None:
    world.account("spo240065")
    number = world.collection("spo240065")
    before = world.collections.one(number)
    opens = before.closes_at + timedelta(days=1)
    with pytest.raises(BadRequest) as refused:
        world.collecting.change(OPERATOR, number, opens_at=opens)
    assert refused.value.details["problems"] == ["Сбор должен закрываться позже, чем открывается."]
    assert world.collections.one(number) == before
    world.collecting.change(OPERATOR, number, closes_at=opens + timedelta(days=1))
    world.collecting.change(OPERATOR, number, opens_at=opens)
    events = world.audit.of_object(world.engine, f"collection:{number}")
    terms = [event.detail for event in events if event.kind is EventKind.TERM_CHANGED]
    assert [one["closes_at"] for one in terms] == [iso(opens + timedelta(days=1)), iso(before.closes_at)]


def test_a_term_that_has_passed_closes_a_collection_only_when_that_is_meant(world: World, clock) -> None:
    person = world.account("spo240065")
    number = world.collection("spo240065")
    clock.forward(hours=1)
    past = clock() - timedelta(minutes=1)
    with pytest.raises(BadRequest) as refused:
        world.collecting.change(OPERATOR, number, closes_at=past, sure=False)
    assert "уже прошел" in refused.value.text
    assert shown(world, person)[0]["button"]["text"] == "Заполнить"
    assert world.collecting.change(OPERATOR, number, closes_at=past) == 1
    assert shown(world, person)[0]["button"]["text"] == "Просмотреть"


def test_an_extension_is_the_organisations_own_and_is_told(world: World, clock) -> None:
    person, other = world.account("spo240065"), world.account("spo240067")
    number = world.collection("spo240065", "spo240067")
    told: list[frozenset[int]] = []
    world.notifying.on_news(told.append)
    later = clock() + timedelta(days=5)
    assert world.collecting.extend(OPERATOR, number, Invited(("spo240065",)), later, reason="паводок") == 1
    assert shown(world, person)[0]["closes_at"] == iso(later)
    assert shown(world, other)[0]["closes_at"] != iso(later)
    line = world.notifying.bell(person)["items"][0]
    assert line["title"] == "Срок сбора «Контингент» для Вашей организации изменен"
    assert line["text"] == "Данные можно сдать до 30.11.2026 17:43 мск."
    assert told == [frozenset({person.account_id})]
    assert all("Срок" not in one["title"] for one in world.notifying.bell(other)["items"])
    world.account("spo240068")
    with pytest.raises(BadRequest, match="не участвует"):
        world.collecting.extend(OPERATOR, number, Invited(("spo240068",)), later, reason="")


def test_whoever_leaves_a_collection_no_longer_sees_it_and_may_come_back(world: World, clock) -> None:
    person = world.account("spo240065")
    number = world.collection("spo240065")
    clock.forward(minutes=1)
    assert world.collecting.exclude(OPERATOR, number, Invited(("spo240065",)), reason="ликвидация") == 1
    assert shown(world, person) == []
    clock.forward(minutes=1)
    assert world.collecting.invite(OPERATOR, number, Invited(("spo240065",)), reason="ошибка") == 1
    assert len(shown(world, person)) == 1
    events = world.audit.of_object(world.engine, f"collection:{number}")
    assert [event.detail["reason"] for event in events if event.kind is EventKind.PARTICIPANTS_CHANGED] == [
        "ошибка",
        "ликвидация",
        "при создании",
    ]


def test_a_coordinator_sees_figures_of_the_own_region_that_add_up(world: World) -> None:
    people = [world.account(login) for login in ("spo240065", "spo240066", "spo240067")]
    world.account("spo050001")
    moved = world.account("sch050016", region="24")
    number = world.collection("spo240065", "spo240066", "spo240067", "spo050001", "sch050016")
    world.edited(number, people[0])
    world.submitted(number, people[1])
    world.edited(number, moved)
    figures = {}
    for login in ("spo_coord_24", "spo_coord_05", "fed_demo"):
        (work,) = shown(world, world.account(login))
        figures[login] = {name: work["tiles"][name] for name in ("total", "idle", "work", "done")}
        assert (work["button"], work["action"], work["progress"]) == (None, None, None)
        assert work["participants_href"] == f"/collections/{number}/participants"
    assert figures == {
        "spo_coord_24": {"total": 4, "idle": 1, "work": 2, "done": 1},
        "spo_coord_05": {"total": 1, "idle": 1, "work": 0, "done": 0},
        "fed_demo": {"total": 5, "idle": 2, "work": 2, "done": 1},
    }
    assert shown(world, world.account("spo_coord_41")) == [], "nobody of region 41 takes part"


def test_the_cabinet_tells_who_is_signed_in_and_where(world: World) -> None:
    page = world.publishing.cabinet(world.account("spo240065", name="Канский район"))
    assert page["user"] == {
        "login": "spo240065",
        "name": "",
        "role": "organiser",
        "role_title": "ответственный организатор",
        "organisation": "Канский район",
        "region": "Красноярский край",
    }
    assert page["zone"] == {"offset": 420, "name": "Красноярский край"}
    assert page["sections"] == [{"id": 1, "title": "ВПР СПО", "href": "/", "current": True}]
    assert page["support"] == "helpfisoko@fioco.ru"


def test_a_publication_is_new_until_it_was_seen_or_a_week_has_passed(world: World, clock) -> None:
    person, other = world.account("spo240065"), world.account("spo240067")
    number = publish(world)
    assert world.publishing.cabinet(person)["publications"][0]["is_new"]
    world.publishing.note_seen(person, number)
    world.publishing.note_seen(person, number)
    assert not world.publishing.cabinet(person)["publications"][0]["is_new"]
    assert world.publishing.cabinet(other)["publications"][0]["is_new"]
    clock.forward(days=8)
    assert not world.publishing.cabinet(other)["publications"][0]["is_new"]
    hidden = publish(world, audience=Audience(regions=("05",)))
    with pytest.raises(Refused):
        world.publishing.note_seen(person, hidden)


def test_a_workbook_that_is_no_form_is_refused_with_its_problems(world: World) -> None:
    with pytest.raises(BadRequest) as wrong:
        world.forms.add(OPERATOR, b"not a workbook")
    assert wrong.value.details["problems"]
    assert world.forms.list(OPERATOR) == []
