"""A collection opens and closes by its moments, and says so."""

from datetime import UTC, datetime, timedelta

import pytest

from fisoko.domain.collection import Collection, CollectionState, Participation, button_text
from fisoko.domain.error import Closed, Refused

OPENS = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
CLOSES = datetime(2026, 11, 28, 15, 0, tzinfo=UTC)
COLLECTION = Collection(12, 3, 1, "Контингент", OPENS, CLOSES)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (OPENS - SECOND, CollectionState.PLANNED),
        (OPENS, CollectionState.OPEN),
        (CLOSES, CollectionState.OPEN),
        (CLOSES + SECOND - timedelta(microseconds=1), CollectionState.OPEN),
        (CLOSES + SECOND, CollectionState.CLOSED),
    ],
)
def test_a_collection_is_open_from_its_opening_through_its_last_second(now, state) -> None:
    assert COLLECTION.state(now) is state


def test_an_organisation_keeps_to_its_own_term() -> None:
    own = Participation(COLLECTION, "24", CLOSES + timedelta(days=1))
    own.check_open(CLOSES + timedelta(hours=5))
    with pytest.raises(Closed) as closed:
        own.check_open(CLOSES + timedelta(days=2))
    assert closed.value.status == 423


def test_a_planned_collection_says_when_it_opens() -> None:
    with pytest.raises(Closed, match=r"откроется 23\.11\.2026 10:00 мск"):
        Participation(COLLECTION, "24", CLOSES).check_open(OPENS - SECOND)


def test_a_stranger_is_refused_even_while_it_is_open() -> None:
    with pytest.raises(Refused):
        Participation(COLLECTION, None, None).check_open(OPENS)


def test_the_button_says_what_can_be_done() -> None:
    assert button_text(CollectionState.OPEN, started=False) == "Заполнить"
    assert button_text(CollectionState.OPEN, started=True) == "Редактировать"
    assert button_text(CollectionState.CLOSED, started=True) == "Просмотреть"
