"""Who lives in the demonstration: figure 20 of the manual by its names, and invented organisations around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from fisoko.domain.person import Role

FEDERAL = "fed_demo"


@dataclass(frozen=True)
class Person:
    """An account to make; `organisation` is the organiser's organisation, `name` what the account is called."""

    login: str
    role: Role
    region: str | None
    name: str


# Manual, figure 20; what the picture cuts off is completed. sch050016 is in region 24 there, whatever its digits say.
FIGURE_20 = {
    "spo240065": "Муниципальное бюджетное учреждение "
    "«Организационно-ресурсный центр учреждений образования Канского района»",
    "spo240067": "Муниципальное казенное учреждение «Управление образования Кежемского района»",
    "spo240069": "Муниципальное автономное образовательное учреждение дополнительного образования "
    "«Центр дополнительного образования»",
    "spo240071": "Управление образования администрации Минусинского района",
    "sch050016": "Муниципальное бюджетное общеобразовательное учреждение «Лицей №51»",
    "spo240066": "Муниципальное бюджетное образовательное учреждение дополнительного образования "
    "«Дом детского творчества»",
    "spo240068": "Отдел образования администрации Краснотуранского района",
    "spo240070": "Муниципальное казенное учреждение «Центр сопровождения учреждений образования»",
    "spo240072": "Муниципальное бюджетное учреждение дополнительного образования «Центр внешкольной работы»",
    "spo240073": "Муниципальное казенное учреждение «Партизанский межшкольный методический центр»",
    "spo240074": "Муниципальное казенное учреждение «Управление образования администрации Саянского района»",
    "spo240075": "Муниципальное казенное учреждение «Управление образования Уярского района»",
}
FIGURE_REGION = "24"
DONE = ("spo240065",)
WORKING = ("spo240067", "spo240069", "spo240071")
IDLE = tuple(login for login in FIGURE_20 if login not in DONE + WORKING)

SCALES = {"small": {"24": 60, "05": 55, "41": 35}}  # region → invented organisations
TOWNS = {
    "24": ("Ачинск", "Канск", "Лесосибирск", "Минусинск", "Назарово", "Норильск", "Дивногорск", "Шарыпово", "Боготол"),
    "05": ("Буйнакск", "Дербент", "Избербаш", "Каспийск", "Кизляр", "Кизилюрт", "Хасавюрт", "Махачкала"),
    "41": ("Елизово", "Вилючинск", "Мильково", "Палана", "Эссо", "Усть-Камчатск"),
}
OTHER_TOWNS = ("Заречный", "Северный", "Озерск", "Новоселье", "Лесной", "Березовка", "Светлый", "Южный")
TRADES = (
    "аграрный", "строительный", "медицинский", "педагогический", "политехнический", "транспортный", "торговый",
    "технологический", "энергетический", "индустриальный", "экономический", "лесной",
)  # fmt: skip
KINDS = ("колледж", "техникум", "многопрофильный техникум", "колледж сервиса и дизайна")
FOUNDERS = (
    "Краевое государственное бюджетное профессиональное образовательное учреждение",
    "Государственное автономное профессиональное образовательное учреждение",
    "Частное профессиональное образовательное учреждение",
)
SCHOOL_FOUNDERS = (
    "Муниципальное бюджетное общеобразовательное учреждение",
    "Муниципальное автономное общеобразовательное учреждение",
)
SCHOOL_EVERY = 6  # one invented organisation in six is a school


def people(counts: dict[str, int], random: Random) -> Iterator[Person]:
    """The federal organiser, a coordinator for each region, figure 20, then invented organisers by region."""
    yield Person(FEDERAL, Role.FEDERAL, None, "Федеральный организатор (демонстрация)")
    for region in counts:
        yield Person(f"spo_coord_{region}", Role.COORDINATOR, region, "Региональный координатор")
    for login, name in FIGURE_20.items():
        yield Person(login, Role.ORGANISER, FIGURE_REGION, name)
    for region, count in counts.items():
        yield from _invented(region, count, random)


def _invented(region: str, count: int, random: Random) -> Iterator[Person]:
    towns = TOWNS.get(region, OTHER_TOWNS)
    taken: set[str] = set(FIGURE_20.values())
    for index in range(count):
        number = index + 1 if index < 64 or region != FIGURE_REGION else index + 12  # 65–75 are the figure's
        school = index % SCHOOL_EVERY == SCHOOL_EVERY - 1
        name = _school(towns, random) if school else _college(towns, random)
        while name in taken:
            name = _school(towns, random) if school else _college(towns, random)
        taken.add(name)
        yield Person(f"{'sch' if school else 'spo'}{region}{number:04d}", Role.ORGANISER, region, name)


def _college(towns: tuple[str, ...], random: Random) -> str:
    title = f"{random.choice(TRADES).capitalize()} {random.choice(KINDS)} №{random.randint(1, 40)}"
    return f"{random.choice(FOUNDERS)} «{title}» (г. {random.choice(towns)})"


def _school(towns: tuple[str, ...], random: Random) -> str:
    kind = random.choice(("Средняя школа", "Лицей", "Гимназия", "Школа-интернат"))
    return f"{random.choice(SCHOOL_FOUNDERS)} «{kind} №{random.randint(1, 160)}» (г. {random.choice(towns)})"
