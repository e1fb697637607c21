"""Whom a command of a collection is for: regions, kinds, files with logins."""

import re
from pathlib import Path
from typing import Any

import click

from fisoko.cli import texts
from fisoko.cli.failure import Failure


def participants_of(words: tuple[str, ...]) -> dict[str, Any]:
    """{"logins": [...] or null, "regions", "kinds"}; empty lists leave nobody out. Raises UsageError, Failure."""
    chosen: dict[str, Any] = {"logins": None, "regions": [], "kinds": []}
    for word in words:
        if re.fullmatch(r"region:\d\d", word):
            chosen["regions"].append(word[-2:])
        elif word in ("kind:sch", "kind:spo"):
            chosen["kinds"].append(word[-3:])
        elif word != "all" and Path(word).is_file():
            chosen["logins"] = (chosen["logins"] or []) + read_text(Path(word)).split()
        elif word != "all":
            raise click.UsageError(texts.BAD_PARTICIPANTS.format(value=word))
    return chosen


def read_text(file: Path) -> str:
    """The text of a file in UTF-8, with or without its mark. Raises Failure."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Failure(texts.NOT_UTF8.format(name=file)) from None
