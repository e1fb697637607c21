"""Parts of results kept as Parquet, and DuckDB over them."""

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as parquet

from fisoko.analytics.client_error import BAD_SQL, NOTHING_KEPT, ClientError

FOLDER = Path("~/.cache/fisoko")
ABOUT = b"fisoko"  # under which a file's metadata say what it is


@dataclass(frozen=True)
class Part:
    """One page of results: its file, and what the server said of it."""

    file: Path
    tag: str
    total: int
    as_of: str


class Cache:
    """A folder for one site and one token: what one person read is not another's."""

    def __init__(self, folder: Path | None, url: str, token: str) -> None:
        self._folder = (folder or FOLDER).expanduser() / _short(f"{url} {token}")

    def kept(self, path: str, words: dict[str, str]) -> Part | None:
        """The part of this question, if it was kept and can be read."""
        file = self._file(path, words)
        try:
            about = _about(file)
        except (OSError, ValueError, KeyError):
            return None
        return Part(file, about["tag"], about["total"], about["as_of"])

    def keep(self, path: str, words: dict[str, str], headers: Any, table: pa.Table) -> Part:
        """Write a part, whole or not at all."""
        file = self._file(path, words)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        about = {
            "tag": headers.get("ETag", ""),
            "total": int(headers.get("Total-Count", 0)),
            "as_of": headers.get("As-Of", ""),
            "path": path,
            "whole": not {"region", "kind", "login"} & words.keys(),
            "offset": int(words.get("offset", 0)),
        }
        said = {**(table.schema.metadata or {}), ABOUT: json.dumps(about).encode()}
        coming = file.with_suffix(f".{os.getpid()}.part")
        parquet.write_table(table.replace_schema_metadata(said), coming, compression="zstd")
        coming.replace(file)
        return Part(file, about["tag"], about["total"], about["as_of"])

    def table(self, parts: Iterable[Part]) -> pa.Table:
        """The parts one after another."""
        return pa.concat_tables([parquet.read_table(part.file) for part in parts])

    def sql(self, query: str) -> pd.DataFrame:
        """Ask over the kept parts. Raises ClientError."""
        views = self._views()
        if not views:
            raise ClientError(NOTHING_KEPT)
        with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as base:
            listed = pd.DataFrame({"name": list(views), "parts": [len(files) for files in views.values()]})
            base.register("cached", listed)
            for name, files in views.items():
                base.from_parquet([str(file) for file in files]).create_view(name)
            try:
                return base.sql(query).df()
            except duckdb.Error as error:
                raise ClientError(BAD_SQL.format(problem=error)) from error

    def _views(self) -> dict[str, list[Path]]:
        """View → its files: of each sheet the newest whole reading."""
        found: dict[str, dict[str, dict[int, tuple[Path, int]]]] = {}
        for file in sorted(self._folder.glob("*.parquet")):
            try:
                about = _about(file)
            except (OSError, ValueError, KeyError):
                continue
            if about["whole"]:
                readings = found.setdefault(about["path"], {})
                readings.setdefault(about["as_of"], {})[about["offset"]] = file, about["total"]
        return {
            _view(path): [file for _, (file, _) in sorted(readings[max(readings)].items())]
            for path, readings in found.items()
        }

    def _file(self, path: str, words: dict[str, str]) -> Path:
        return self._folder / f"{_short(json.dumps([path, sorted(words.items())]))}.parquet"


def _about(file: Path) -> dict[str, Any]:
    return json.loads((parquet.read_schema(file).metadata or {})[ABOUT])


def _view(path: str) -> str:
    """results_3_n7857o3k, of /api/v1/collections/3/results/n7857o3k."""
    _, _, _, _, number, _, sheet = unquote(path).split("/", 6)
    return f"results_{number}_" + re.sub(r"\W+", "_", sheet)


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:24]
