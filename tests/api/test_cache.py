"""What a client keeps of readings: each stays whole, whatever comes later."""

import os
import time
from pathlib import Path

import pyarrow as pa

from fisoko.analytics.cache import STALE, Cache, Part, Reading, names_of

PATH = "/api/v1/collections/3/results/%D0%9B%D0%B8%D1%81%D1%82"


def page(place: int) -> dict[str, str]:
    """The words that ask for one page."""
    return {"limit": "1", "offset": str(place)}


def keep(cache: Cache, place: int, number: int) -> Part:
    return cache.keep(PATH, page(place), f'"tag{number}"', pa.table({"number": [number]}))


def reading(*parts: Part) -> Reading:
    return Reading(PATH, {}, "2026-11-28T12:00:00+03:00", "7", names_of(parts))


def test_a_reading_that_breaks_off_in_the_middle_leaves_the_one_before_whole(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "http://site", "token")
    before = reading(keep(cache, 0, 1), keep(cache, 1, 2))
    cache.note(before)
    changed = keep(cache, 0, 3)  # and then the connection broke
    assert cache.table(before)["number"].to_pylist() == [1, 2]
    assert cache.sql("select number from results_3_Лист order by number")["number"].tolist() == [1, 2]
    assert cache.kept(PATH, page(0)) == changed, "what came is not asked for again"


def test_parts_that_nothing_reads_any_more_go_after_an_hour(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "http://site", "token")
    old, same = keep(cache, 0, 1), keep(cache, 1, 2)
    cache.note(reading(old, same))
    long_ago = time.time() - STALE - 1
    for part in (old, same):
        os.utime(part.file, (long_ago, long_ago))
    young, last = keep(cache, 0, 3), keep(cache, 0, 4)
    cache.note(reading(last, same))
    assert [one.file.exists() for one in (old, same, young, last)] == [False, True, True, True]
