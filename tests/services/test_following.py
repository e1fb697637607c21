"""Open pages that show the same ask the base once after a change, however many they are."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from fisoko.domain.error import Refused
from fisoko.services.columns import ColumnsKeeping
from fisoko.services.following import Following
from fisoko.services.live import Live
from fisoko.services.permissions import scope
from fisoko.store.columns import Columns
from fisoko.store.columns_base import ColumnsBase
from tests.services.collecting import FIRST, ROW, SHEET, Campaign

PAGES = 100


@pytest.fixture
def live(campaign: Campaign) -> Live:
    return Live(campaign.engine, campaign.drafts)


@pytest.fixture
def following(campaign: Campaign, live: Live, tmp_path):
    keeping = ColumnsKeeping(ColumnsBase(campaign.engine), Columns(tmp_path / "copy"), campaign.forms)
    yield Following(live, keeping)
    keeping.close()


def test_a_hundred_pages_cost_one_question_of_each_scope_and_change(
    campaign: Campaign, live: Live, following: Following, monkeypatch
) -> None:
    school = campaign.school("sch240001")
    people = [campaign.world.account(login) for login in ("spo_coord_24", "fed_one")]
    asked: list[str] = []
    for name in ("one", "all"):
        kept = getattr(campaign.engine, name)
        monkeypatch.setattr(
            campaign.engine,
            name,
            lambda statement, kept=kept, **put: asked.append(statement.name) or kept(statement, **put),
        )

    def tiles(person) -> dict:
        ask = partial(campaign.monitoring.tiles, person, campaign.id)
        return following.ask(("tiles", campaign.id, scope(person)), ask)

    def pages() -> list[dict]:
        with ThreadPoolExecutor(8) as pool:
            return [*pool.map(tiles, people * PAGES)]

    campaign.monitoring.tiles(people[0], campaign.id)
    alone = len(asked)
    for number in range(1, 4):
        asked.clear()
        shown = pages()
        assert {one["work"] for one in shown} == {min(1, number - 1)}
        assert len(asked) == len(people) * alone
        assert {name: asked.count(name) for name in ("tiles", "tiles_everywhere")} == {
            "tiles": 1,
            "tiles_everywhere": 1,
        }
        campaign.save(school, number, ("set", SHEET, ROW, FIRST, number))
        live.publish([(campaign.id, "24")])
        live.flush()


def test_a_refusal_is_everybodys_own_and_is_asked_again(campaign: Campaign, following: Following) -> None:
    school = campaign.school("sch240001")
    for _ in range(2):
        with pytest.raises(Refused):
            following.ask("tiles", lambda: campaign.monitoring.tiles(school, campaign.id))
    assert following.ask("tiles", lambda: 7) == 7
