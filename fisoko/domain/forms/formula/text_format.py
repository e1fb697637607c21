"""The number formats that TEXT knows, as a Russian Excel writes them: «0,00», «# ##0», «0%», «ДД.ММ.ГГГГ», «чч:мм»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from fisoko.domain.forms import day
from fisoko.domain.forms.formula.operand import Operand, number_of_text, text
from fisoko.domain.forms.number import parts, round_half_away, rounded

GENERAL = ("general", "основной")
GROUP = "\u00a0"  # between thousands, as a Russian Excel writes it
_LETTERS = {"д": "d", "м": "m", "г": "y", "ч": "h", "с": "s"}
_PIECE = re.compile('"[^"]*"|\\\\.|([dmyhs]|[дмгчс])\\1*|[0#,%@]|[-+():. \u00a0]', re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile("([#0]+(?:[ \u00a0][#0]+)*)(?:(,)(0*#*))?")
_SECONDS = 86_400
_COUNTS = {"d": (1, 2), "m": (1, 2), "n": (1, 2), "h": (1, 2), "s": (1, 2), "y": (2, 4)}

Piece = tuple[str, str]  # kind ("literal", a letter of a date, or "number") and what it is made of


@dataclass(frozen=True)
class Format:
    """A format in pieces; `digits`: least whole ones, least and most decimals; `hundredfold` for percent."""

    pieces: Sequence[Piece]
    digits: tuple[int, int, int] | None = None
    grouped: bool = False
    hundredfold: bool = False


def formatted(given: Operand, pattern: str) -> str | None:
    """The text of an operand in a format; None for a format outside the list and for what is no date.

    A text that is no number stays as it is, as in Excel, and so does TRUE.
    """
    read = read_format(pattern)
    if read is None:
        return None
    value = number_of_text(given) if isinstance(given, str) else given
    if isinstance(given, bool) or (value is None and given is not None):
        return text(given)
    value = rounded(value or 0.0)
    if not read.pieces:
        return ""
    if read.pieces[0][0] == "general":
        return text(given if isinstance(given, str) and read.pieces[0][1] == "@" else value)
    return _number(value, read) if read.digits else _moment(value, read.pieces)


@lru_cache(maxsize=256)
def read_format(pattern: str) -> Format | None:
    """The format of a pattern; None when it has anything beyond digits, percent, dates, times and plain words."""
    if not pattern:
        return Format(())
    if pattern == "@" or pattern.lower() in GENERAL:
        return Format((("general", pattern),))
    pieces, at = [], 0
    while at < len(pattern):
        match = _PIECE.match(pattern, at)
        if match is None:
            return None
        pieces.append(match[0])
        at = match.end()
    kinds = {_LETTERS.get(piece[0].lower(), piece[0].lower()) for piece in pieces}
    if kinds & {"0", "#"}:
        return None if kinds & {*_COUNTS, "@", ".", ":"} else _read_number(pieces)
    return None if kinds & {",", "%", "@"} or not kinds & {*_COUNTS} else _read_moment(pieces)


def _read_number(pieces: Sequence[str]) -> Format | None:
    first = next(at for at, piece in enumerate(pieces) if piece in ("0", "#"))
    last = max(at for at, piece in enumerate(pieces) if piece in ("0", "#"))
    # a comma behind the last digit shows even where there are no decimals
    last += last + 1 < len(pieces) and pieces[last + 1] == ","
    match = _NUMBER.fullmatch("".join(pieces[first : last + 1]))
    around = [*pieces[:first], *pieces[last + 1 :]]
    if match is None or "," in around or around.count("%") > 1:
        return None
    whole, fraction = re.sub("[ \u00a0]", "", match[1]), match[3] or ""
    least = len(whole) - whole.find("0") if "0" in whole else 0
    made = [("literal", _literal(piece)) for piece in around]
    made.insert(first, ("number", match[2] or ""))
    return Format(
        tuple(made),
        digits=(least, fraction.count("0"), len(fraction)),
        grouped=len(whole) < len(match[1]),
        hundredfold="%" in around,
    )


def _read_moment(pieces: Sequence[str]) -> Format | None:
    made: list[Piece] = []
    for piece in pieces:
        sign = _LETTERS.get(piece[0].lower(), piece[0].lower())
        made.append((sign, sign * len(piece)) if sign in _COUNTS else ("literal", _literal(piece)))
    units = [at for at, (kind, _) in enumerate(made) if kind != "literal"]
    for place, at in enumerate(units):
        before = made[units[place - 1]][0] if place else ""
        after = made[units[place + 1]][0] if place + 1 < len(units) else ""
        if made[at][0] == "m" and (before == "h" or after == "s"):
            made[at] = ("n", "n" * len(made[at][1]))  # minutes
        if len(made[at][1]) not in _COUNTS[made[at][0]]:
            return None
    return Format(tuple(made))


def _literal(piece: str) -> str:
    return piece[1:-1] if piece[0] == '"' else piece[1:] if piece[0] == "\\" else piece


def _number(value: float, read: Format) -> str:
    least, fewest, most = read.digits or (0, 0, 0)
    shift = 2 if read.hundredfold else 0
    _, digits, point = parts(round_half_away(abs(value), most + shift))
    point += shift
    whole = digits[:point].ljust(point, "0") if point > 0 else ""
    fraction = (digits[point:] if point > 0 else "0" * -point + digits) if digits else ""
    whole = whole.rjust(least, "0")
    if read.grouped:
        whole = re.sub(r"(?<=[0-9])(?=(?:[0-9]{3})+$)", GROUP, whole)
    shown = "".join(
        whole + comma + fraction.ljust(fewest, "0") if kind == "number" else comma for kind, comma in read.pieces
    )
    return "-" + shown if value < 0 and digits else shown


def _moment(value: float, pieces: Sequence[Piece]) -> str | None:
    seconds = int((value - value // 1) * _SECONDS + 0.5)
    date = day.calendar(int(value // 1) + seconds // _SECONDS)
    if date is None:
        return None
    seconds %= _SECONDS
    units = {"y": date[0], "m": date[1], "d": date[2], "h": seconds // 3600, "n": seconds // 60 % 60, "s": seconds % 60}
    return "".join(
        made if kind == "literal" else f"{units[kind] % 10 ** max(len(made), 2):0{len(made)}d}" for kind, made in pieces
    )
