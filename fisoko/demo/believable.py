"""One believable value for a cell: by its list, type, constant limits and the words of its heading."""

from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil
from random import Random
from typing import Any

from fisoko.domain.forms.form import Cell, Limits

SURNAMES = ("Иванова", "Петрова", "Смирнова", "Кузнецова", "Соколова", "Магомедова", "Алиева", "Попова", "Васильева")
NAMES = ("Анна Сергеевна", "Ольга Ивановна", "Патимат Ахмедовна", "Елена Викторовна", "Наталья Петровна")
TOWNS = ("г. Заречный", "г. Северный", "пос. Лесной", "с. Новоселье", "г. Озерск")
# Words of a heading → the usual span of a whole number, the first that fits; one span for anything else.
SPANS = (
    ("всех курсах", 900, 1600),
    ("студентов", 14, 28),
    ("минут", 45, 90),
    ("групп", 2, 12),
    ("мест", 12, 90),
    ("", 0, 28),
)
DECIMAL_SPAN = (20.0, 300.0)
PERCENT_SPAN = (0.01, 0.08)
ROOM = 25  # people
AHEAD = ("провед", "пройдет", "резервн")
BLANK_REMARKS = 0.8


def believable(cell: Cell, heading: str, row: Mapping[str, Any], random: Random, today: date) -> Any:
    """A value; `heading` in small letters, `row` what stands in the same row already, by heading. May be None."""
    if cell.list:
        return random.choice(cell.list)
    match cell.type:
        case "integer" | "general":
            return _within(_whole(heading, row, random), cell.limits)
        case "decimal":
            return round(random.uniform(*DECIMAL_SPAN), cell.decimals)
        case "percent":
            return round(random.uniform(*PERCENT_SPAN), cell.decimals + 2)
        case "date":
            return _date(heading, row, random, today)
        case "time":
            return f"{random.choice((9, 9, 10, 11)):02d}:{random.choice((0, 0, 30)):02d}"
        case "boolean":
            return random.random() < 0.7
        case _:
            return _text(heading, random)


def _whole(heading: str, row: Mapping[str, Any], random: Random) -> int:
    people = sum(value for value in row.values() if isinstance(value, int) and not isinstance(value, bool))
    if "аудитори" in heading and people:
        return ceil(people / ROOM)
    if "участв" in heading and people:
        return people - min(people // 12, random.choice((0, 0, 1, 2)))
    if heading == "курс":
        return 1
    _, low, high = next(span for span in SPANS if span[0] in heading)
    return random.randint(low, high)


def _within(number: int, limits: Limits | None) -> int:
    """The number moved into constant limits; computed ones are seen to by the checks."""
    if limits is None or limits.kind != "number":
        return number
    low, high = _constant(limits.first), _constant(limits.second)
    if limits.operator == "between":
        number = number if high is None else min(number, high)
        return number if low is None else max(number, low)
    if limits.operator in ("greaterThan", "greaterThanOrEqual") and low is not None:
        return max(number, low + (limits.operator == "greaterThan"))
    if limits.operator in ("lessThan", "lessThanOrEqual") and low is not None:
        return min(number, low - (limits.operator == "lessThan"))
    return number


def _constant(tree: Any) -> int | None:
    return int(tree[1]) if isinstance(tree, list) and tree and tree[0] == "num" else None


def _date(heading: str, row: Mapping[str, Any], random: Random, today: date) -> str:
    if "резервн" in heading:
        earlier = [date.fromisoformat(value) for value in row.values() if isinstance(value, str) and value[4:5] == "-"]
        return (max(earlier, default=today) + timedelta(days=7)).isoformat()
    ahead = any(word in heading for word in AHEAD)
    return (today + timedelta(days=random.randint(4, 24) if ahead else -random.randint(3, 60))).isoformat()


def _text(heading: str, random: Random) -> str | None:
    if any(word in heading for word in ("фио", "ф.и.о", "ответственный")):
        return f"{random.choice(SURNAMES)} {random.choice(NAMES)}"
    if "mail" in heading or "почт" in heading:
        return f"otvet{random.randint(1, 999)}@example.org"
    if "телефон" in heading:
        return f"8 ({random.randint(301, 879)}) {random.randint(20, 79)}-{random.randint(10, 99)}-00"
    if "сайт" in heading:
        return "https://college.example"
    if "населенный пункт" in heading:
        return random.choice(TOWNS)
    if "приказ" in heading:
        return f"{random.randint(12, 240)}-од"
    if "групп" in heading:
        return f"{random.choice('АБВКМПС')}-{random.randint(11, 19)}"
    return None if random.random() < BLANK_REMARKS else random.choice(("корпус 1", "корпус 2", "учебный центр"))
