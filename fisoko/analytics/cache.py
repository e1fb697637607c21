"""Readings of results kept as Parquet, part by part, and DuckDB over them."""

import json
import os
import re
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as parquet

from fisoko.analytics.client_error import BAD_SQL, NOTHING_KEPT, ClientError

FOLDER = Path("~/.cache/fisoko")
ABOUT = b"fisoko"  # under which a file's metadata say what it is
STALE = 3600  # seconds after which nobody reads a part any more that no reading names
MOMENT = (b"as_of", b"as_of_number")


@dataclass(frozen=True)
class Part:
    """One page of results: its file, and the server's tag of it."""

    file: Path
    tag: str


@dataclass(frozen=True)
class Reading:
    """A whole answer: its path and filters, the moment it holds for, and its parts in order, as names of files."""

    path: str
    filters: dict[str, str]
    as_of: str
    as_of_number: str
    parts: list[str]

    @property
    def view(self) -> str:
        """results_3_Контингент, of /api/v1/collections/3/results/Контингент; a narrowed one names its filters too."""
        _, _, _, _, number, _, sheet = unquote(self.path).split("/", 6)
        words = (sheet, *(value for name, value in sorted(self.filters.items()) if name != "as_of"))
        return "_".join(("results", number, *(re.sub(r"\W+", "_", word) for word in words)))


class Cache:
    """A folder for one site and one token: what one person has read is not another's.

    A part is written whole or not at all, into a file of its own for each of its tags, and a reading is known only when
    all its parts are there: one that breaks off in the middle leaves the one before as it was.
    """

    def __init__(self, folder: Path | None, url: str, token: str) -> None:
        self._folder = (folder or FOLDER).expanduser() / _short(f"{url} {token}")

    def kept(self, path: str, words: Mapping[str, str]) -> Part | None:
        """The newest part of this question that can be read, if any was kept."""
        for file in self._parts(path, words):
            try:
                found = Part(file, json.loads((parquet.read_schema(file).metadata or {})[ABOUT])["tag"])
                os.utime(file)
            except (OSError, ValueError, KeyError):
                continue
            return found
        return None

    def keep(self, path: str, words: Mapping[str, str], tag: str, table: pa.Table) -> Part:
        """Write a part."""
        file = self._folder / f"{_key(path, words)}-{_short(tag)}.parquet"
        said = {**(table.schema.metadata or {}), ABOUT: json.dumps({"tag": tag}).encode()}
        coming = self._coming(file)
        parquet.write_table(table.replace_schema_metadata(said), coming, compression="zstd")
        coming.replace(file)
        return Part(file, tag)

    def note(self, reading: Reading) -> None:
        """All parts of a reading are there; those of earlier ones that nothing reads any more are removed."""
        file = self._folder / f"{_key(reading.path, reading.filters)}.json"
        coming = self._coming(file)
        coming.write_text(json.dumps(asdict(reading), ensure_ascii=False))
        coming.replace(file)
        named = {part for one in self._notes() for part in one.parts}
        questions = {part.partition("-")[0] for part in reading.parts}
        for old in self._folder.glob("*-*.parquet"):
            if old.name not in named and old.name.partition("-")[0] in questions:
                with suppress(OSError):
                    if time.time() - old.stat().st_mtime > STALE:
                        old.unlink()

    def table(self, reading: Reading) -> pa.Table:
        """The parts one after another, as of the reading's moment; categories as numbers of a list."""
        tables = [self._read(name) for name in reading.parts]
        moment = dict(zip(MOMENT, (reading.as_of.encode(), reading.as_of_number.encode()), strict=True))
        whole = pa.concat_tables(tables).unify_dictionaries()
        return whole.replace_schema_metadata({**(whole.schema.metadata or {}), **moment})

    def sql(self, query: str) -> pd.DataFrame:
        """Ask over the kept readings. Raises ClientError."""
        readings = self._readings()
        if not readings:
            raise ClientError(NOTHING_KEPT)
        with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as base:
            listed = [(name, one.as_of, len(one.parts)) for name, one in readings.items()]
            base.register("cached", pd.DataFrame(listed, columns=["name", "as_of", "parts"]))
            for name, one in readings.items():
                base.from_parquet([str(self._folder / part) for part in one.parts]).create_view(name)
            try:
                return base.sql(query).df()
            except duckdb.Error as error:
                raise ClientError(BAD_SQL.format(problem=error)) from error

    def forget(self) -> None:
        """Remove all that was kept."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _readings(self) -> dict[str, Reading]:
        """View → of its readings the one of the newest moment whose parts are all there."""
        found: dict[str, Reading] = {}
        for one in self._notes():
            there = all((self._folder / part).exists() for part in one.parts)
            if there and (one.view not in found or found[one.view].as_of < one.as_of):
                found[one.view] = one
        return found

    def _notes(self) -> Iterator[Reading]:
        for file in sorted(self._folder.glob("*.json")):
            with suppress(OSError, ValueError, TypeError):
                yield Reading(**json.loads(file.read_text()))

    def _parts(self, path: str, words: Mapping[str, str]) -> list[Path]:
        """Files of one question, the newest first."""
        ages: list[tuple[float, Path]] = []
        for file in self._folder.glob(f"{_key(path, words)}-*.parquet"):
            with suppress(OSError):  # somebody else has just removed it
                ages.append((-file.stat().st_mtime, file))
        return [file for _, file in sorted(ages)]

    def _read(self, name: str) -> pa.Table:
        file = self._folder / name
        schema = parquet.read_schema(file)
        categories = [field.name for field in schema if (field.metadata or {}).get(b"kind") == b"category"]
        return parquet.read_table(file, read_dictionary=categories)

    def _coming(self, file: Path) -> Path:
        """Where a file is written before it takes its place."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return file.with_suffix(f".{os.getpid()}.part")


def names_of(parts: Sequence[Part]) -> list[str]:
    """The files of parts, by their names in the cache's folder."""
    return [part.file.name for part in parts]


def _key(path: str, words: Mapping[str, str]) -> str:
    return _short(json.dumps([path, sorted(words.items())]))


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:24]
