"""Publications are found by title, text and names of files, by those who may see them."""

from datetime import timedelta

from fisoko.domain.person import OPERATOR, Identity
from fisoko.domain.publication import Audience
from fisoko.services.filing import NewFile
from tests.factories import World


def found(world: World, person: Identity, q: str, *, fresh: bool = False) -> list[str]:
    answer = world.finding.find(person, q, fresh=fresh)
    assert answer["total"] == len(answer["publications"])
    return [one["title"] for one in answer["publications"]]


def publish(world: World, title: str, html: str = "<p>.</p>", **given) -> int:
    return world.publishing.create(OPERATOR, title=title, html=html, **given)


def test_title_text_and_names_of_files_are_looked_at(world: World) -> None:
    college = world.account("spo240065")
    publish(world, "Сдача отчётов")
    publish(world, "Сроки", "<p>Передайте <b>отчеты</b> до пятницы.</p>")
    number = publish(world, "Материалы")
    publish(world, "Прочее")
    store = world.filing.add_store(OPERATOR, number, "Файлы", [NewFile("Форма отчета.txt", b"x")])
    assert set(found(world, college, "ОТЧЕТ")) == {"Сдача отчётов", "Сроки", "Материалы"}
    assert found(world, college, "отчёт пятница") == ["Сроки"]
    assert found(world, college, "такого нет") == []
    assert found(world, college, "!?") == []
    [answer] = [one for one in world.finding.find(college, "отчет")["publications"] if one["id"] == number]
    assert answer["found"] == {"excerpt": "", "files": ["Форма отчета.txt"]}
    world.filing.remove_store(OPERATOR, store)
    assert set(found(world, college, "отчет")) == {"Сдача отчётов", "Сроки"}


def test_a_change_is_found_at_once_and_the_words_that_matched_are_told(world: World) -> None:
    college = world.account("spo240065")
    number = publish(world, "Сроки", "<p>Ждём сведения.</p>")
    assert found(world, college, "сведение") == ["Сроки"]
    assert world.finding.find(college, "сведениями")["words"] == ["сведения"]
    world.publishing.edit(OPERATOR, number, html="<p>Ждём списки.</p>")
    assert found(world, college, "сведение") == []
    assert found(world, college, "список") == ["Сроки"]
    world.publishing.withdraw(OPERATOR, number)
    assert found(world, college, "список") == []


def test_nobody_finds_what_the_list_would_not_show(world: World, clock) -> None:
    publish(world, "Тайна региона", audience=Audience(regions=("05",)))
    publish(world, "Тайна завтра", published_at=clock() + timedelta(days=1))
    publish(world, "Тайна координаторов", audience=Audience(roles=("coordinator",)))
    publish(world, "Не тайна")
    assert found(world, world.account("spo240065"), "тайна") == ["Не тайна"]
    assert set(found(world, world.account("spo_coord_24"), "тайны")) == {"Не тайна", "Тайна координаторов"}
    assert len(found(world, world.account("fed_demo"), "тайна")) == 3


def test_the_search_and_the_list_are_narrowed_to_what_is_new(world: World, clock) -> None:
    college = world.account("spo240065")
    first = publish(world, "Сбор первый")
    clock.forward(minutes=1)
    publish(world, "Сбор второй")
    assert found(world, college, "сбор", fresh=True) == ["Сбор второй", "Сбор первый"]
    world.publishing.note_seen(college, first)
    assert found(world, college, "сбор", fresh=True) == ["Сбор второй"]
    assert found(world, college, "", fresh=True) == ["Сбор второй"]
    assert len(found(world, college, "сбор")) == 2


def test_another_section_is_searched_too_and_its_page_is_shown(world: World) -> None:
    college = world.account("spo240065")
    publish(world, "Здесь")
    assert [one["title"] for one in world.publishing.cabinet(college, 1)["publications"]] == ["Здесь"]
    assert found(world, college, "здесь") == ["Здесь"]
