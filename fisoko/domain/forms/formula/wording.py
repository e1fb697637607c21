"""Texts: their lengths and parts, counted in units of UTF-16 as Excel does, letters and conversions."""

from collections.abc import Sequence

from fisoko.domain.forms import letters
from fisoko.domain.forms.form import Tree
from fisoko.domain.forms.formula.engine import Engine, whole
from fisoko.domain.forms.formula.operand import Failure, Operand, number, text
from fisoko.domain.forms.formula.text_format import formatted

LONGEST = 32_767


def length(engine: Engine, arguments: Sequence[Tree]) -> float:
    """LEN."""
    return len(_units(text(engine.scalar(arguments[0])))) / 2


def trim(engine: Engine, arguments: Sequence[Tree]) -> str:
    """TRIM: single spaces between words, none around; other spaces than the plain one stay."""
    return " ".join(part for part in text(engine.scalar(arguments[0])).split(" ") if part)


def left(engine: Engine, arguments: Sequence[Tree]) -> str:
    """LEFT."""
    units, count = _units(text(engine.scalar(arguments[0]))), _count(engine, arguments)
    return _text(units[: 2 * count])


def right(engine: Engine, arguments: Sequence[Tree]) -> str:
    """RIGHT."""
    units, count = _units(text(engine.scalar(arguments[0]))), _count(engine, arguments)
    return _text(units[max(len(units) - 2 * count, 0) :])


def middle(engine: Engine, arguments: Sequence[Tree]) -> str:
    """MID."""
    units = _units(text(engine.scalar(arguments[0])))
    start, count = whole(engine, arguments[1]), whole(engine, arguments[2])
    if start < 1 or count < 0:
        raise Failure("#VALUE!")
    return _text(units[2 * (start - 1) : 2 * (start - 1 + count)])


def upper(engine: Engine, arguments: Sequence[Tree]) -> str:
    """UPPER."""
    return letters.upper(text(engine.scalar(arguments[0])))


def lower(engine: Engine, arguments: Sequence[Tree]) -> str:
    """LOWER."""
    return letters.lower(text(engine.scalar(arguments[0])))


def exact(engine: Engine, arguments: Sequence[Tree]) -> bool:
    """EXACT: whether two texts are the same, case included."""
    return text(engine.scalar(arguments[0])) == text(engine.scalar(arguments[1]))


def concatenate(engine: Engine, arguments: Sequence[Tree]) -> str:
    """CONCATENATE."""
    joined = "".join([text(engine.scalar(tree)) for tree in arguments])
    if len(_units(joined)) > 2 * LONGEST:
        raise Failure("#VALUE!")
    return joined


def value(engine: Engine, arguments: Sequence[Tree]) -> float:
    """VALUE."""
    given = engine.scalar(arguments[0])
    if isinstance(given, bool):
        raise Failure("#VALUE!")
    return number(given)


def shown(engine: Engine, arguments: Sequence[Tree]) -> Operand:
    """TEXT."""
    given, pattern = engine.scalar(arguments[0]), text(engine.scalar(arguments[1]))
    answer = formatted(given, pattern)
    if answer is None:
        raise Failure("#VALUE!")
    return answer


def _count(engine: Engine, arguments: Sequence[Tree]) -> int:
    count = whole(engine, arguments[1]) if len(arguments) > 1 else 1
    if count < 0:
        raise Failure("#VALUE!")
    return count


def _units(given: str) -> bytes:
    return given.encode("utf-16-le", "surrogatepass")


def _text(units: bytes) -> str:
    """The text of units; half a pair at an end is left out, since no text can have one."""
    return units.decode("utf-16-le", "ignore")
