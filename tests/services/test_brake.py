"""The brake on programs: so many requests in a minute, so many answers at a time, of each account by itself."""

import pytest

from fisoko.services.brake import AT_ONCE, Brake, TooManyAtOnce, TooOften


class Steady:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_what_is_left_is_what_may_still_be_asked() -> None:
    steady = Steady()
    brake = Brake(5, steady)
    for left in (4, 3, 2, 1, 0):
        steady.now += 1
        allowance = brake.begin("one")
        assert (allowance.most, allowance.left) == (5, left)
        brake.end("one")
    with pytest.raises(TooOften, match=r"5 в минуту") as refused:
        brake.begin("one")
    assert 0 < refused.value.details["seconds"] <= 60
    assert brake.begin("other").left == 4, "one account does not brake another"
    steady.now += refused.value.details["seconds"]
    assert brake.begin("one").left == 4, "the answer's own word on when to ask again is true"


def test_only_so_many_answers_go_out_at_a_time() -> None:
    brake = Brake(100, Steady())
    for _ in range(AT_ONCE):
        brake.begin("one")
    with pytest.raises(TooManyAtOnce, match=str(AT_ONCE)):
        brake.begin("one")
    brake.begin("other")
    brake.end("one")
    brake.begin("one")
