"""Answers of other threads on the event loop."""

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from fisoko.web.arrivals import Arrivals
from tests.apart import run


def test_answers_and_errors_of_another_thread_arrive():
    async def ask() -> list[object]:
        arrivals = Arrivals()
        with ThreadPoolExecutor(2) as threads:
            good = threads.submit(lambda: 7)
            bad = threads.submit(lambda: 1 // 0)
            return await asyncio.gather(arrivals.of(good), arrivals.of(bad), return_exceptions=True)

    seven, error = run(ask())
    assert seven == 7
    assert isinstance(error, ZeroDivisionError)


def test_answers_that_come_together_wake_the_loop_once(monkeypatch):
    async def ask() -> tuple[list[int], int]:
        loop, arrivals, wakes = asyncio.get_running_loop(), Arrivals(), 0
        wake = loop.call_soon_threadsafe

        def counted(callback, *args, **kwargs):
            nonlocal wakes
            wakes += 1
            return wake(callback, *args, **kwargs)

        monkeypatch.setattr(loop, "call_soon_threadsafe", counted)
        answers: list[Future[int]] = [Future() for _ in range(50)]
        waiting = [asyncio.ensure_future(arrivals.of(answer)) for answer in answers]
        await asyncio.sleep(0)
        for number, answer in enumerate(answers):  # the loop has no turn in between
            answer.set_result(number)
        return await asyncio.gather(*waiting), wakes

    results, wakes = run(ask())
    assert results == list(range(50))
    assert wakes == 1


def test_whoever_stops_waiting_cancels_what_was_asked():
    async def ask() -> bool:
        answer: Future[int] = Future()
        waiting = asyncio.ensure_future(Arrivals().of(answer))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        return answer.cancelled()

    assert run(ask())
