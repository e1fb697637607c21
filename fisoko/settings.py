"""What can be set from outside: each setting with its variable of the environment, its default and its explanation."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

YES, NO = ("1", "yes", "true", "on", "да"), ("0", "no", "false", "off", "нет", "")
DATABASES = ("duckdb", "postgresql", "postgres")
EXPLAINED = {
    "home": "Folder of everything that is kept: the base, files, keys",
    "database": "`duckdb:///path/to/file` or `postgresql://user@host/name`; empty: `fisoko.duckdb` in the home folder",
    "port": "Port of the server",
    "address": "Address the server listens on; `0.0.0.0` for every one of the machine",
    "public_url": "Address people type, `https://cabinet.example`; with https, cookies go over https only",
    "behind_proxy": "1 when a proxy of ours sets X-Forwarded-For and X-Forwarded-Proto",
    "readers": "Threads that read the base",
    "report_processes": "Processes that build reports",
    "reserve_mb": "Free megabytes of disk below which the site only reads, and says so",
    "api_requests": "Requests to the reading addresses of `/api/v1` that an account may make in a minute, by process",
    "file_mb": "Megabytes that a file published from a folder may have",
    "support": "Mail address of the support service, shown on pages",
}


class WrongSetting(ValueError):
    """A setting that cannot be understood; `variable`, `value` and `expected` (a key of the explanation) say which."""

    def __init__(self, variable: str, value: str, expected: str) -> None:
        self.variable, self.value, self.expected = variable, value, expected
        super().__init__(f"{variable}={value!r}: expected {expected}")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that may differ between two installations; the program reads no other variable.

    The variable of a setting is FISOKO_ and its name in capitals.
    """

    home: Path = Path("home")
    database: str = ""
    port: int = 5006
    address: str = "localhost"
    public_url: str = ""
    behind_proxy: bool = False
    readers: int = 4
    report_processes: int = 2
    reserve_mb: int = 200
    api_requests: int = 600
    file_mb: int = 1024
    support: str = "helpfisoko@fioco.ru"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None, **given: Any) -> "Settings":
        """The settings of the environment; what is given and not None beats it. Raises WrongSetting."""
        environ = os.environ if environ is None else environ
        values: dict[str, Any] = {}
        for one in fields(cls):
            variable = variable_of(one.name)
            if variable in environ:
                values[one.name] = _read(variable, environ[variable], one.default)
        values |= {name: value for name, value in given.items() if value is not None}
        return cls(**values).checked()

    def checked(self) -> "Settings":
        """The same settings with an absolute home and a whole database address. Raises WrongSetting."""
        home = self.home.expanduser().absolute()
        database = self.database or f"duckdb:///{home / 'fisoko.duckdb'}"
        scheme, _, rest = database.partition("://")
        if scheme not in DATABASES or not rest:
            raise WrongSetting("FISOKO_DATABASE", self.database, "database")
        if not 0 < self.port < 65_536:
            raise WrongSetting("FISOKO_PORT", str(self.port), "port")
        for name in ("readers", "report_processes"):
            if not 0 < getattr(self, name) <= 64:
                raise WrongSetting(variable_of(name), str(getattr(self, name)), "count")
        if self.public_url and (urlsplit(self.public_url).scheme not in ("http", "https") or not self.public_host):
            raise WrongSetting("FISOKO_PUBLIC_URL", self.public_url, "address")
        return replace(self, home=home, database=database)

    @property
    def embedded(self) -> bool:
        """Whether the base is a DuckDB file of our own."""
        return self.database.startswith("duckdb:")

    @property
    def duckdb_file(self) -> Path | None:
        """The DuckDB file, if that is the base."""
        return Path(self.database.removeprefix("duckdb:///")) if self.embedded else None

    @property
    def secure(self) -> bool:
        """Whether people come over https, so that cookies must not go over anything else."""
        return self.public_url.startswith("https://")

    @property
    def public_host(self) -> str:
        """Host (and port) of the public address, '' when there is none."""
        return urlsplit(self.public_url).netloc

    @property
    def blobs(self) -> Path:
        """Folder of file contents."""
        return self.home / "blobs"

    @property
    def keys(self) -> Path:
        """Folder of secret keys, readable by the owner alone."""
        return self.home / "keys"

    @property
    def control_socket(self) -> Path:
        """The socket by which commands reach a running server."""
        return self.home / "control.sock"

    def to_environment(self) -> dict[str, str]:
        """The variables that give these settings again, for a process started from this one."""
        texts = {bool: lambda value: "1" if value else "0"}
        return {
            variable_of(one.name): texts.get(type(getattr(self, one.name)), str)(getattr(self, one.name))
            for one in fields(self)
        }


def variable_of(name: str) -> str:
    """The variable of the environment that gives this setting."""
    return f"FISOKO_{name.upper()}"


def explained() -> list[tuple[str, str, str]]:
    """Each setting as (variable, default, explanation), for the reference."""
    return [(variable_of(one.name), str(one.default), EXPLAINED[one.name]) for one in fields(Settings)]


def _read(variable: str, text: str, default: Any) -> Any:
    text = text.strip()
    if isinstance(default, bool):
        if text.lower() not in YES + NO:
            raise WrongSetting(variable, text, "yes_or_no")
        return text.lower() in YES
    if isinstance(default, int):
        if not text.isascii() or not text.isdigit():
            raise WrongSetting(variable, text, "number")
        return int(text)
    return Path(text) if isinstance(default, Path) else text
