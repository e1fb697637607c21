"""The client of /api/v1 for notebooks: typed pandas frames, as of any moment, cached as Parquet where it pays."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote

import pandas as pd
import pyarrow as pa

from fisoko.analytics.cache import Cache, Part, Reading, names_of
from fisoko.analytics.client_error import NOT_GIVEN, NOT_WHOLE, SEVERAL, UNKNOWN_COLLECTION, ClientError
from fisoko.analytics.frames import frame_of
from fisoko.analytics.site import COLLECTIONS, Site
from fisoko.domain.moscow import MOSCOW

PAGE = 2_000  # organisations of one request for results
TOKEN_VARIABLE = "FISOKO_TOKEN"  # noqa: S105 - the name of a variable

AsOf = datetime | date | str | None


class Client:
    """What one person may read, as pandas frames; every error is a ClientError with a Russian sentence.

    `url` is the site's address, `token` a personal token (None: the variable FISOKO_TOKEN), `cache` the folder where
    results are kept as Parquet (None: ~/.cache/fisoko). `as_of` is a moment (aware, or in Moscow time), None for now.
    `collection` is a number of `collections()` or a title; None where there is only one.

    Columns are those of `fisoko.domain.table`, with their Russian titles in `frame.attrs["titles"]`: categories for
    codes, Int64 for whole numbers, Float64 for others, datetime64[us, UTC] for moments, datetime64[s] for days.
    """

    def __init__(self, url: str, token: str | None = None, *, cache: Path | str | None = None) -> None:
        token = token or os.environ.get(TOKEN_VARIABLE, "")
        if not token:
            raise ClientError(NOT_GIVEN)
        self._site = Site(url, token.strip())
        self._cache = Cache(Path(cache) if cache is not None else None, self._site.url, token.strip())

    def collections(self, *, as_of: AsOf = None) -> pd.DataFrame:
        """A row for each collection that one sees: id, title, state, term, form and its sheets."""
        return self._frame(COLLECTIONS, as_of)

    def participants(
        self,
        collection: int | str | None = None,
        *,
        as_of: AsOf = None,
        region: str | None = None,
        status: str | None = None,
        kind: str | None = None,
    ) -> pd.DataFrame:
        """A row for each participant: status, time, terms, progress; `status` is idle, work or done."""
        words = {"region": region, "status": status, "kind": kind}
        return self._frame(self._of(collection, "participants"), as_of, words)

    def results(
        self,
        sheet: str,
        collection: int | str | None = None,
        *,
        as_of: AsOf = None,
        region: str | None = None,
        kind: str | None = None,
        login: str | None = None,
    ) -> pd.DataFrame:
        """A row for each row of a sheet (its name or id) in the last submission of each organisation.

        It comes in parts of 2,000 organisations, all as of one moment, which are kept as Parquet: a part is not sent
        again while its rows are the same.
        """
        path = self._of(collection, "results/" + quote(sheet, safe=""))
        asked = _words(as_of, {"region": region, "kind": kind, "login": login})
        return frame_of(self._cache.table(self._read(path, asked)))

    def results_in_parts(
        self, sheet: str, collection: int | str | None = None, *, as_of: AsOf = None, region: str | None = None
    ) -> Iterator[pd.DataFrame]:
        """The same rows as `results`, 2,000 organisations at a time: for whoever has less memory than the country."""
        path = self._of(collection, "results/" + quote(sheet, safe=""))
        reading = self._read(path, _words(as_of, {"region": region}))
        for part in reading.parts:
            yield frame_of(self._cache.table(replace(reading, parts=[part])))

    def progress(
        self, collection: int | str | None = None, *, as_of: AsOf = None, region: str | None = None
    ) -> pd.DataFrame:
        """A row for each region: total, idle, work, done, and how submissions stand to the term."""
        return self._frame(self._of(collection, "progress"), as_of, {"region": region})

    def downloads(
        self, collection: int | str | None = None, *, as_of: AsOf = None, region: str | None = None
    ) -> pd.DataFrame:
        """A row for each organisation and file of the collection's publication; empty where it was not taken."""
        return self._frame(self._of(collection, "downloads"), as_of, {"region": region})

    def findings(
        self, collection: int | str | None = None, *, as_of: AsOf = None, region: str | None = None
    ) -> pd.DataFrame:
        """A row for each warning that a last submission was made with, and its explanation."""
        return self._frame(self._of(collection, "findings"), as_of, {"region": region})

    def submissions(
        self, collection: int | str | None = None, *, as_of: AsOf = None, region: str | None = None
    ) -> pd.DataFrame:
        """A row for each submission."""
        return self._frame(self._of(collection, "submissions"), as_of, {"region": region})

    def sql(self, query: str) -> pd.DataFrame:
        """Ask DuckDB over what `results` has kept: a view for each sheet, named `results_<collection>_<sheet>`, with
        the filters behind it where it was narrowed, as of the newest moment that was read.

        `select * from cached` lists the views: name, as_of, parts. Nothing goes to the server.
        """
        return self._cache.sql(query)

    def forget(self) -> None:
        """Remove what this token's owner has kept on this computer."""
        self._cache.forget()

    def _of(self, collection: int | str | None, what: str) -> str:
        if not isinstance(collection, int):
            collection = self._number(collection)
        return f"/api/v1/collections/{collection}/{what}"

    def _number(self, title: str | None) -> int:
        frame = self.collections()
        known = dict(zip(frame["id"].tolist(), frame["title"].tolist(), strict=True))
        found = [number for number, known_title in known.items() if title in (None, known_title)]
        if len(found) == 1:
            return int(found[0])
        listed = "; ".join(f"{number} – «{known_title}»" for number, known_title in known.items())
        if title is None or len(found):
            raise ClientError(SEVERAL.format(listed=listed))
        raise ClientError(UNKNOWN_COLLECTION.format(title=title, listed=listed))

    def _frame(self, path: str, as_of: AsOf, words: dict[str, str | None] | None = None) -> pd.DataFrame:
        _, table = self._site.ask(path, _words(as_of, words or {}))
        return frame_of(pa.table({}) if table is None else table)

    def _parts(self, path: str, asked: dict[str, str]) -> Iterator[tuple[Part, Mapping[str, str]]]:
        """Pages of one moment, each with the headers of its answer: the first says which moment, the rest follow it.

        A page that was kept is not sent again while its rows are the same, whenever they were read.
        """
        offset, total, pinned = 0, 1, {}
        while offset < total:
            page = asked | {"limit": str(PAGE), "offset": str(offset)}
            kept = self._cache.kept(path, page)
            headers, table = self._site.ask(path, page | pinned, kept.tag if kept else "")
            if table is not None:
                kept = self._cache.keep(path, page, headers.get("ETag", ""), table)
            elif kept is None:
                raise ClientError(NOT_WHOLE)
            total, pinned = int(headers.get("Total-Count", 0)), {"as_of": headers.get("As-Of", "")}
            offset += PAGE
            yield kept, headers

    def _read(self, path: str, asked: dict[str, str]) -> Reading:
        """Every page, noted in the cache as one reading."""
        read = [*self._parts(path, asked)]
        headers = read[0][1]
        parts = names_of([part for part, _ in read])
        reading = Reading(path, asked, headers.get("As-Of", ""), headers.get("As-Of-Number", "0"), parts)
        self._cache.note(reading)
        return reading


def _words(as_of: AsOf, words: dict[str, str | None]) -> dict[str, str]:
    sent = {name: value for name, value in words.items() if value is not None}
    if as_of is not None:
        sent["as_of"] = as_of if isinstance(as_of, str) else _moment(as_of)
    return sent


def _moment(as_of: datetime | date) -> str:
    if isinstance(as_of, datetime):
        aware = as_of if as_of.tzinfo else as_of.replace(tzinfo=MOSCOW)
        return aware.isoformat(timespec="microseconds")[:26] + aware.isoformat()[-6:]
    return as_of.isoformat()
