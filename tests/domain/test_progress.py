"""Status and time of a participant are exclusive at any moment, and the term's own second is on time."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fisoko.domain.progress import NOTHING, Facts, Status, Time, action_text, count, status, time

TERM = datetime(2026, 11, 28, 15, 0, tzinfo=UTC)
moments = st.integers(-200_000, 200_000).map(lambda seconds: TERM + timedelta(seconds=seconds))


def submitted(at: datetime, **changes) -> Facts:
    return Facts(
        first_edit_at=at, last_edit_at=at, first_submitted_at=at, last_submitted_at=at, submissions=1, **changes
    )


def test_an_edit_begins_the_work_and_a_submission_ends_it_for_good() -> None:
    assert status(NOTHING) is Status.IDLE
    assert status(Facts(first_edit_at=TERM)) is Status.WORK
    assert status(submitted(TERM)) is Status.DONE
    edited_later = Facts(first_edit_at=TERM, last_edit_at=TERM + timedelta(days=1), first_submitted_at=TERM)
    assert status(edited_later) is Status.DONE


def test_the_terms_own_second_is_on_time_and_the_next_is_late() -> None:
    own_second, next_second = TERM + timedelta(microseconds=999_999), TERM + timedelta(seconds=1)
    for moment, expected in ((own_second, Time.ON_TIME), (next_second, Time.LATE)):
        assert time(submitted(moment), term=TERM, own_term=None, now=moment) is expected
    assert time(NOTHING, term=TERM, own_term=None, now=own_second) is Time.WAITING
    assert time(NOTHING, term=TERM, own_term=None, now=next_second) is Time.OVERDUE


def test_an_extension_is_told_apart_only_when_it_was_needed() -> None:
    own = TERM + timedelta(days=2)
    assert time(submitted(TERM), term=TERM, own_term=own, now=own) is Time.ON_TIME
    assert time(submitted(own), term=TERM, own_term=own, now=own) is Time.EXTENDED
    assert time(submitted(own + timedelta(seconds=1)), term=TERM, own_term=own, now=own) is Time.LATE


def test_a_draft_accepted_by_the_organiser_is_never_on_time() -> None:
    assert time(submitted(TERM, by_decision=True), term=TERM, own_term=None, now=TERM) is Time.DECIDED


@given(st.lists(st.tuples(st.none() | moments, st.none() | moments)), moments, moments, st.none() | moments)
def test_statuses_and_times_add_up_to_the_whole(facts, term, now, own) -> None:
    people = [Facts(first_edit_at=edit, first_submitted_at=sent) for edit, sent in facts]
    counts = count(map(status, people))
    assert counts.total == len(people) == counts.idle + counts.work + counts.done
    times = [time(one, term=term, own_term=own, now=now) for one in people]
    assert sum(times.count(kind) for kind in Time) == len(people)


@given(moments, moments, st.none() | moments)
def test_a_first_submission_keeps_its_time_whatever_comes_later(sent, now, own) -> None:
    first = time(submitted(sent), term=TERM, own_term=own, now=sent)
    assert time(submitted(sent, differs=3), term=TERM, own_term=own, now=now) is first


def test_every_status_and_time_has_its_word() -> None:
    assert [kind.title for kind in Status] == ["Не приступило", "В работе", "Сдано"]
    assert len({kind.title for kind in Time}) == len(Time) == 6


def test_the_last_action_is_told_in_moscow_time() -> None:
    at = datetime(2021, 9, 7, 14, 58, 7, tzinfo=UTC)
    assert action_text(NOTHING) is None
    assert action_text(submitted(at)) == "Данные переданы 07.09.2021 17:58"
    draft = Facts(first_edit_at=at, last_edit_at=at)
    assert action_text(draft) == "Черновик сохранен 07.09.2021 17:58:07. Данные еще не переданы."
    later = Facts(first_edit_at=at, last_edit_at=at + timedelta(days=1), last_submitted_at=at)
    assert action_text(later) == "Черновик сохранен 08.09.2021 17:58:07. Данные переданы 07.09.2021 17:58."
