"""Readings of results kept as Parquet, part by part, and DuckDB over them."""

import json
import os
import re
import shutil
from collections.abc import Mapping, Sequence
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

    A part is written whole or not at all, and a reading is known only when all its parts are there: an answer that
    breaks off leaves what was kept before as it was.
    """

    def __init__(self, folder: Path | None, url: str, token: str) -> None:
        self._folder = (folder or FOLDER).expanduser() / _short(f"{url} {token}")

    def kept(self, path: str, words: Mapping[str, str]) -> Part | None:
        """The part of this question, if it was kept and can be read."""
        file = self._folder / f"{_key(path, words)}.parquet"
        try:
            return Part(file, json.loads((parquet.read_schema(file).metadata or {})[ABOUT])["tag"])
        except (OSError, ValueError, KeyError):
            return None

    def keep(self, path: str, words: Mapping[str, str], tag: str, table: pa.Table) -> Part:
        """Write a part."""
        file = self._folder / f"{_key(path, words)}.parquet"
        said = {**(table.schema.metadata or {}), ABOUT: json.dumps({"tag": tag}).encode()}
        coming = self._coming(file)
        parquet.write_table(table.replace_schema_metadata(said), coming, compression="zstd")
        coming.replace(file)
        return Part(file, tag)

    def note(self, reading: Reading) -> None:
        """All parts of a reading are there."""
        file = self._folder / f"{_key(reading.path, reading.filters)}.json"
        coming = self._coming(file)
        coming.write_text(json.dumps(asdict(reading), ensure_ascii=False))
        coming.replace(file)

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
        for file in sorted(self._folder.glob("*.json")):
            try:
                one = Reading(**json.loads(file.read_text()))
            except (OSError, ValueError, TypeError):
                continue
            there = all((self._folder / part).exists() for part in one.parts)
            if there and (one.view not in found or found[one.view].as_of < one.as_of):
                found[one.view] = one
        return found

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
