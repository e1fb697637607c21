"""Numbers of at most 15 significant digits: read and written as a Russian Excel does, and calculated decimally."""

import math
import re
from decimal import ROUND_HALF_UP, Decimal

DIGITS = 15
LARGEST = 9.99999999999999e307
EXACT = 2**53  # up to it a whole number has one double of its own
SMALLEST = 2.2250738585072014e-308
GAPS = re.compile("[\u00a0\u2007\u2009\u200a\u202f]")
EDGES = " \t\n\v\f\r\u00a0\u2007\u2009\u200a\u202f\u3000\ufeff"
_TEXT = re.compile(r"([+-]?)((?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)?)(?:([,.])([0-9]*))?(?:[eE]([+-]?[0-9]{1,3}))?( ?%)?")
_REPR = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?(?:e([+-][0-9]+))?")


class TooManyDigits(ValueError):
    """A number of more than 15 significant digits: it would be changed if it were kept."""


def trim(text: str) -> str:
    """The text without spaces around it, of any width."""
    return text.strip(EDGES)


def read(text: str, *, dot: bool = False, exponent: bool = True, percent: bool = True) -> int | float | None:
    """The number of a text as a Russian Excel takes it: «1 234,5», «-5», «1E3», «50%»; None when it is none.

    `dot`: a point may stand for the comma; `exponent`, `percent`: whether these forms are numbers too.
    Raises TooManyDigits.
    """
    match = _TEXT.fullmatch(trim(GAPS.sub(" ", text).replace("−", "-")))
    if match is None:
        return None
    sign, whole, point, fraction, power, sign_of_percent = match.groups()
    whole, fraction = whole.replace(" ", ""), fraction or ""
    if not whole + fraction or (point == "." and not dot):
        return None
    if (power is not None and not exponent) or (sign_of_percent and not percent):
        return None
    return compose(sign, whole, fraction, int(power or 0) - (2 if sign_of_percent else 0))


def compose(sign: str, whole: str, fraction: str, power: int) -> int | float | None:
    """The number of its decimal parts; None when it is out of Excel's range. Raises TooManyDigits."""
    significant = (whole + fraction).strip("0")
    if len(significant) > DIGITS:
        raise TooManyDigits
    number = float(f"{sign}{whole or '0'}.{fraction or '0'}e{power}")
    if (significant and abs(number) < SMALLEST) or abs(number) > LARGEST:
        return None
    return plain(number)


def plain(number: float) -> int | float:
    """The same number, whole ones as int (with the digits that JavaScript writes in JSON), with no negative zero."""
    if not float(number).is_integer() or not -1e21 < number < 1e21:
        return number
    return int(number) if -EXACT <= number <= EXACT else int(Decimal(repr(float(number))))


def parts(number: float) -> tuple[str, str, int]:
    """Sign, significant digits without zeros at the ends, and where the point stands: 0.012 → ("", "12", -1)."""
    match = _REPR.fullmatch(repr(float(number)))
    if match is None:
        raise ValueError(f"{number!r} has no digits")
    sign, whole, fraction, power = match.groups()
    digits = whole + (fraction or "")
    point = len(whole) + int(power or 0)
    bare = digits.lstrip("0")
    point -= len(digits) - len(bare)
    return sign, bare.rstrip("0"), point if bare else 0


def write(number: float, decimals: int = 0, shift: int = 0) -> str:
    """The number with a comma: at least `decimals` of them, and as many more as it has; `shift` moves the point right.

    Very large and very small numbers as Excel writes them: 1,5E+21.
    """
    sign, digits, point = parts(number)
    point += shift
    if not digits:
        return "0" + ("," + "0" * decimals if decimals else "")
    if point > 21 or point < -8:
        power = point - 1
        rest = "," + digits[1:] if len(digits) > 1 else ""
        return f"{sign}{digits[0]}{rest}E{'-' if power < 0 else '+'}{abs(power):02d}"
    whole = (digits[:point] + "0" * (point - len(digits))) if point > 0 else "0"
    fraction = (digits[point:] if point > 0 else "0" * -point + digits).ljust(decimals, "0")
    return sign + whole + ("," + fraction if fraction else "")


def rounded(number: float) -> float:
    """The number with 15 significant digits, half away from zero; the same bits as the twin in JavaScript gives."""
    if (number.is_integer() and -1e15 < number < 1e15) or not math.isfinite(number):
        return number + 0.0
    near = float(f"{number:.14e}")
    if near == number:
        return near
    exact = Decimal(number)
    return float(exact.quantize(Decimal(1).scaleb(exact.adjusted() - DIGITS + 1), rounding=ROUND_HALF_UP))


def add(one: float, other: float) -> float:
    """The decimal sum where both are decimals, else the binary one: 0.1 + 0.2 is 0.3, and 100.3 - 100.1 is 0.2."""
    total = one + other
    if total.is_integer() and abs(total) < 1e15 and one.is_integer():
        return total
    places = max(_decimals(one), _decimals(other))
    if places <= 22 and max(abs(one), abs(other)) * 10.0**places < 1e15:
        return round(total, places) + 0.0
    return total


def _decimals(number: float) -> int:
    """How many decimals the number has; 99 when it is no decimal of 15 digits, but for a last bit."""
    near = rounded(number)
    if abs(near - number) > 5e-16 * abs(number):
        return 99
    _, digits, point = parts(near)
    return max(len(digits) - point, 0)


def power(base: float, exponent: float) -> float:
    """The power of a base other than zero; whole powers of decimals exactly, so that both languages agree.

    Raises ValueError or OverflowError where there is none.
    """
    times = abs(exponent)
    if times.is_integer() and 0 < times <= 256 and rounded(base) == base:
        sign, digits, point = parts(base)
        whole = str(int(digits) ** int(times))
        kept, left = whole[:40], (point - len(digits)) * int(times) + max(len(whole) - 40, 0)
        result = float(f"{'-' if sign and times % 2 else ''}{kept}e{left}")
        return result if exponent > 0 else 1 / result if result else math.inf
    return math.pow(base, exponent)


def round_half_away(number: float, places: int) -> float:
    """The number rounded to `places` decimals (negative: tens), half away from zero, by its decimal digits."""
    sign, digits, point = parts(number)
    keep = point + places
    if keep >= len(digits):
        return number
    if keep < 0:
        return 0.0
    up = digits[keep] >= "5"
    whole = int(digits[:keep] or "0") + (1 if up else 0)
    return float(f"{sign}{whole}e{-places}") + 0.0
