"""Tables that programs read: their fields with kinds and Russian titles, one description for server and client."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a field holds; None is «not known» or «empty» in every kind."""

    TEXT = "text"
    CATEGORY = "category"  # a text out of few
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"  # a calendar day
    TIME = "time"  # of the day
    MOMENT = "moment"  # UTC
    GENERAL = "general"  # a number or a text, as typed


@dataclass(frozen=True, slots=True)
class Field:
    """A column: `name` for programs, `title` for people, `note` says in Russian what its values mean."""

    name: str
    kind: Kind
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its name in addresses; `title` says in Russian what a row is."""

    name: str
    title: str
    fields: tuple[Field, ...]


def _fields(*lines: tuple[str, Kind, str] | tuple[str, Kind, str, str]) -> tuple[Field, ...]:
    return tuple(Field(name, kind, title, *note) for name, kind, title, *note in lines)


WHO = _fields(
    ("login", Kind.TEXT, "Логин"),
    ("organisation", Kind.TEXT, "Организация"),
    ("kind", Kind.CATEGORY, "Вид организации", "sch – школа, spo – организация СПО"),
    ("region", Kind.CATEGORY, "Код региона"),
    ("region_name", Kind.CATEGORY, "Регион"),
)
SUBMITTED = _fields(
    ("number", Kind.INTEGER, "Номер отчета", "1, 2, 3 … в своей организации"),
    ("submitted_at", Kind.MOMENT, "Дата подачи"),
)
COLLECTIONS = Table(
    "collections",
    "Сбор данных",
    _fields(
        ("id", Kind.INTEGER, "Номер сбора"),
        ("title", Kind.TEXT, "Название"),
        ("publication", Kind.TEXT, "Публикация"),
        ("state", Kind.CATEGORY, "Состояние", "planned – не открыт, open – открыт, closed – закрыт"),
        ("opens_at", Kind.MOMENT, "Открытие"),
        ("closes_at", Kind.MOMENT, "Закрытие"),
        ("form", Kind.TEXT, "Ключ формы"),
        ("form_version", Kind.INTEGER, "Версия формы"),
        ("sheets", Kind.TEXT, "Листы формы", "названия через «; »"),
        ("sheet_ids", Kind.TEXT, "Ключи листов", "постоянные ключи через пробел, в том же порядке"),
    ),
)
PARTICIPANTS = Table(
    "participants",
    "Участник сбора",
    (
        *WHO,
        *_fields(
            ("status", Kind.CATEGORY, "Статус", "idle – не приступило, work – в работе, done – сдано"),
            (
                "time",
                Kind.CATEGORY,
                "Соблюдение срока",
                "on_time – вовремя, extended – по продлению, late – с опозданием, overdue – просрочено, "
                "waiting – ждем, decided – по решению организатора",
            ),
            ("closes_at", Kind.MOMENT, "Срок организации"),
            ("started_at", Kind.MOMENT, "Дата начала работы"),
            ("edited_at", Kind.MOMENT, "Последняя правка"),
            ("first_submitted_at", Kind.MOMENT, "Первая подача"),
            ("submitted_at", Kind.MOMENT, "Дата подачи"),
            ("submissions", Kind.INTEGER, "Сдано отчетов"),
            (
                "filled",
                Kind.INTEGER,
                "Заполнено обязательных",
                "пусто, если после этого момента черновик изменился; так же и следующие столбцы",
            ),
            ("required", Kind.INTEGER, "Обязательных ячеек"),
            ("errors", Kind.INTEGER, "Ошибок в черновике"),
            ("warnings", Kind.INTEGER, "Замечаний в черновике"),
            ("differs", Kind.INTEGER, "Отличий от сданного", "ячеек, в которых черновик отличается от сданного отчета"),
        ),
    ),
)
PROGRESS = Table(
    "progress",
    "Регион",
    _fields(
        ("region", Kind.CATEGORY, "Код региона"),
        ("region_name", Kind.CATEGORY, "Регион"),
        ("total", Kind.INTEGER, "Всего"),
        ("idle", Kind.INTEGER, "Не приступило"),
        ("work", Kind.INTEGER, "В работе"),
        ("done", Kind.INTEGER, "Сдано"),
        ("on_time", Kind.INTEGER, "Вовремя"),
        ("extended", Kind.INTEGER, "По продлению"),
        ("late", Kind.INTEGER, "С опозданием"),
        ("overdue", Kind.INTEGER, "Просрочено"),
        ("waiting", Kind.INTEGER, "Ждем"),
        ("decided", Kind.INTEGER, "По решению организатора"),
    ),
)
DOWNLOADS = Table(
    "downloads",
    "Организация и файл публикации",
    (
        *WHO,
        *_fields(
            ("store", Kind.CATEGORY, "Хранилище файлов"),
            ("file", Kind.CATEGORY, "Файл"),
            ("version", Kind.INTEGER, "Новейшая из скачанных версий"),
            ("first_at", Kind.MOMENT, "Первое скачивание"),
            ("last_at", Kind.MOMENT, "Последнее скачивание"),
            ("times", Kind.INTEGER, "Раз"),
        ),
    ),
)
FINDINGS = Table(
    "findings",
    "Замечание, с которым отчет сдан",
    (
        *WHO,
        *SUBMITTED,
        *_fields(
            ("rule", Kind.CATEGORY, "Ключ правила формы"),
            ("address", Kind.TEXT, "Лист и ячейка"),
            ("text", Kind.TEXT, "Замечание"),
            ("explanation", Kind.TEXT, "Пояснение организации"),
        ),
    ),
)
SUBMISSIONS = Table(
    "submissions",
    "Сданный отчет",
    (
        *WHO,
        *SUBMITTED,
        *_fields(
            ("code", Kind.TEXT, "Контрольный код"),
            ("sha256", Kind.TEXT, "Контрольная сумма"),
            ("filled", Kind.INTEGER, "Заполнено обязательных ячеек"),
            ("required", Kind.INTEGER, "Обязательных ячеек"),
            ("warnings", Kind.INTEGER, "Замечаний с пояснением"),
            ("seq", Kind.INTEGER, "Номер записи журнала"),
        ),
    ),
)
RESULTS = Table(
    "results",
    "Строка листа в последнем сданном отчете организации",
    (
        *WHO,
        *SUBMITTED,
        *_fields(
            ("row", Kind.TEXT, "Постоянный ключ строки"),
            (
                "subtotal",
                Kind.BOOLEAN,
                "Итоговая строка",
                "в строке есть ячейки, которые форма считает по другим строкам: в суммах они лишние",
            ),
        ),
    ),
)
TABLES = {one.name: one for one in (COLLECTIONS, PARTICIPANTS, RESULTS, PROGRESS, DOWNLOADS, FINDINGS, SUBMISSIONS)}


def unlike(names: Iterable[str], taken: Iterable[str]) -> list[str]:
    """The same names, none twice and none of `taken`: of equal ones the later get « (2)», « (3)», …"""
    known, made = {*taken}, []
    for name in names:
        other, number = name, 1
        while other in known:
            number += 1
            other = f"{name} ({number})"
        known.add(other)
        made.append(other)
    return made
