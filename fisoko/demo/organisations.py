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

REGIONS = (*(f"{code:02d}" for code in range(1, 88)), "89", "92")
COUNTRY = 45_000  # organisations


@dataclass(frozen=True)
class Scale:
    """How large a demonstration is: region → invented organisations beside figure 20.

    `pool` different whole answers to a form are had by turns; people who stop in the middle do so in `grain` places
    (None: anywhere). `at_once`: work is laid in many at a time. `varied`: regions are not alike in their pace.
    """

    counts: dict[str, int]
    pool: int = 8
    grain: int | None = None
    at_once: bool = False
    varied: bool = False

    def pace(self, region: str | None) -> float:
        """How a region stands to the usual: between 0.8 and 1.25."""
        return Random(f"pace {region}").uniform(0.8, 1.25) if self.varied else 1.0  # noqa: S311


def _of_country() -> dict[str, int]:
    """All regions, of sizes as unlike as those of the country."""
    luck = Random("country")  # noqa: S311 - the same country every time
    weights = {code: luck.lognormvariate(0, 0.65) for code in REGIONS}
    left, rest = COUNTRY - len(FIGURE_20), sum(weights.values())
    counts: dict[str, int] = {}
    for code, weight in weights.items():
        counts[code] = round(left * weight / rest)
        left, rest = left - counts[code], rest - weight
    return counts


SCALES = {
    "small": Scale({"24": 60, "05": 55, "41": 35}),
    "country": Scale(_of_country(), pool=24, grain=6, at_once=True, varied=True),
}
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
