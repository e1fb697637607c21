"""Named SQL statements kept in `.sql` files, with one dialect of parameters for both engines."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

_NAME = re.compile(r"^-- name: (\w+)\s*$", re.MULTILINE)
# A parameter is :name, but not the cast ::type, and not inside a quoted text.
_PARAMETER = re.compile(r"'(?:[^']|'')*'|::\w+|:([a-z_][a-z0-9_]*)")


@dataclass(frozen=True)
class Statement:
    """One statement: its text with $1, $2, … and the names of the parameters in that order."""

    name: str
    text: str
    parameters: tuple[str, ...]
    source: str = ""  # as it was written, for statements that are composed

    def arguments(self, values: dict[str, object]) -> list[object]:
        """The values in the order of the parameters. Raises KeyError for a missing one, TypeError for a stray one."""
        stray = values.keys() - set(self.parameters)
        if stray:
            raise TypeError(f"statement {self.name} has no parameter {', '.join(sorted(stray))}")
        return [values[name] for name in self.parameters]


def parse_statement(name: str, text: str) -> Statement:
    """Turn `:name` into `$n`, numbered by first appearance."""
    order: list[str] = []

    def place(match: re.Match[str]) -> str:
        parameter = match.group(1)
        if parameter is None:
            return match.group(0)
        if parameter not in order:
            order.append(parameter)
        return f"${order.index(parameter) + 1}"

    code = re.sub(r"^\s*--.*$", "", text, flags=re.MULTILINE)
    return Statement(name, _PARAMETER.sub(place, code).strip().rstrip(";"), tuple(order), text)


def parse_statements(text: str) -> dict[str, Statement]:
    """All the statements of one file: each begins with a line `-- name: …`."""
    pieces = _NAME.split(text)[1:]
    return {name: parse_statement(name, body) for name, body in zip(pieces[::2], pieces[1::2], strict=True)}


@cache
def load_statements(stem: str, dialect: str) -> dict[str, Statement]:
    """The statements of `sql/<stem>.sql`; those of `sql/only_<dialect>.sql` of the same name take their place."""
    folder = resources.files("fisoko.store") / "sql"
    statements = parse_statements((folder / f"{stem}.sql").read_text("utf-8"))
    own = folder / f"only_{dialect}.sql"
    if own.is_file():
        replaced = parse_statements(own.read_text("utf-8"))
        statements.update({name: replaced[name] for name in statements.keys() & replaced.keys()})
    return statements
