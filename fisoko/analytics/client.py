"""The client of /api/v1 for notebooks: typed pandas frames, as of any moment, cached as Parquet where it pays."""

import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd
import pyarrow as pa
import requests

from fisoko.analytics.cache import Cache, Part
from fisoko.analytics.client_error import (
    NOT_GIVEN,
    NOT_REACHED,
    NOT_WHOLE,
    SEVERAL,
    UNKNOWN_COLLECTION,
    ClientError,
    told,
)
from fisoko.analytics.frames import frame_of
from fisoko.domain.moscow import MOSCOW

ARROW = "application/vnd.apache.arrow.stream"
PATIENCE = (10.0, 300.0)  # seconds: to connect, between two pieces
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
        self._url = url.rstrip("/")
        self._session = requests.Session()
        self._session.headers.update({"Authorization": f"Bearer {token.strip()}", "Accept": ARROW})
        self._cache = Cache(Path(cache) if cache is not None else None, self._url, token)

    def collections(self, *, as_of: AsOf = None) -> pd.DataFrame:
        """A row for each collection that one sees: id, title, state, term, form and its sheets."""
        return self._frame("/api/v1/collections", as_of)

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

        It comes in parts of 2,000 organisations, which are kept as Parquet and not asked for again while nothing has
        changed.
        """
        path = self._of(collection, "results/" + quote(sheet, safe=""))
        words = {"region": region, "kind": kind, "login": login}
        return frame_of(self._cache.table(self._parts(path, as_of, words)))

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
        """Ask DuckDB over what `results` has kept: a view for each sheet, named `results_<collection>_<sheet>`.

        `select * from cached` lists the views. Nothing goes to the server.
        """
        return self._cache.sql(query)

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
        return frame_of(self._ask(path, _words(as_of, words or {}))[1])

    def _parts(self, path: str, as_of: AsOf, words: dict[str, str | None]) -> Iterator[Part]:
        """Pages of one moment: the first answer says which, and the rest are asked for as of it."""
        sent = _words(as_of, words) | {"limit": str(PAGE)}
        offset, total, pinned = 0, 1, as_of is not None
        while offset < total:
            asked = sent | {"offset": str(offset)}
            kept = self._cache.kept(path, asked)
            headers, table = self._ask(path, asked, kept.tag if kept else "")
            same = kept is not None and headers.get("ETag") == kept.tag
            part = kept if kept is not None and same else self._cache.keep(path, asked, headers, table)
            total = part.total
            if not pinned:
                sent["as_of"], pinned = part.as_of, True
            offset += PAGE
            yield part

    def _ask(self, path: str, words: dict[str, str], tag: str = "") -> tuple[Any, pa.Table]:
        """The headers and the table of an answer; an empty one where the tag still holds."""
        try:
            headers = {"If-None-Match": tag} if tag else {}
            with self._session.get(
                self._url + path, params=words, headers=headers, timeout=PATIENCE, stream=True, allow_redirects=False
            ) as answer:
                if answer.status_code == requests.codes.not_modified:
                    return answer.headers, pa.table({})
                if answer.status_code != requests.codes.ok:
                    raise told(answer.status_code, answer.content)
                answer.raw.decode_content = True
                return answer.headers, pa.ipc.open_stream(answer.raw).read_all()
        except (pa.ArrowInvalid, OSError) as error:
            if isinstance(error, requests.ConnectionError | requests.Timeout):
                raise ClientError(NOT_REACHED.format(url=self._url)) from error
            raise ClientError(NOT_WHOLE) from error


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
