"""Where in a description a key stands: the standard library's reader of TOML does not tell."""

import re

_TABLE = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(#.*)?$")
_KEY = re.compile(r"\s*(\"[^\"]*\"|'[^']*'|[^\s=#\"'\[]+)\s*=")


class Lines:
    """The lines of a description, read once."""

    def __init__(self, source: str) -> None:
        self._lines = source.splitlines()
        self._keys: dict[tuple[str, str], int] = {}
        self._tables: dict[str, int] = {}
        table = ""
        for number, line in enumerate(self._lines, 1):
            if named := _TABLE.match(line):
                table = _bare(named[1])
                self._tables.setdefault(table, number)
            elif key := _KEY.match(line):
                self._keys.setdefault((table, _bare(key[1])), number)

    def of(self, key: str, table: str = "", value: str = "") -> int | None:
        """The line (from 1) of a key, or of a value in its list; of the table where the key cannot be found."""
        start = self._keys.get((table, key))
        if start is None:
            return self._tables.get(table or key)
        if value:
            later = [line for line in (*self._keys.values(), *self._tables.values()) if line > start]
            for number in range(start, min(later, default=len(self._lines) + 1)):
                if re.search(rf"(?<!\w){re.escape(value)}(?!\w)", self._lines[number - 1].partition("=")[2] or
                             self._lines[number - 1]):  # fmt: skip
                    return number
        return start

    def text(self, number: int) -> str:
        """A line by its number, '' where there is none."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def __len__(self) -> int:
        return len(self._lines)


def _bare(name: str) -> str:
    return name.strip("\"'")
