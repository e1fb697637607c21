"""Answers kept for the next page: the same within a minute, the last few alone."""

from fisoko.services.recent import SECONDS, Recent


def test_an_answer_is_made_once_a_minute_and_only_the_last_few_are_kept() -> None:
    now, made = [0.0], []

    def ask(recent: Recent[int], question: str) -> int:
        return recent.of(question, lambda: made.append(question) or len(made))

    recent: Recent[int] = Recent(2, lambda: now[0])
    assert [ask(recent, "a"), ask(recent, "a"), ask(recent, "b")] == [1, 1, 2]
    ask(recent, "c")
    assert made == ["a", "b", "c"]
    assert (ask(recent, "b"), ask(recent, "c")) == (2, 3)
    assert ask(recent, "a") == 4, "the oldest was let go"
    now[0] += SECONDS
    assert ask(recent, "c") == 5
