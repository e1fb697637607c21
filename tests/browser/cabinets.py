"""Data of a school's and a coordinator's cabinet for the browser tests."""

from copy import deepcopy
from typing import Any

NOW = "2026-11-26T10:12:00.000Z"
TITLE = "Сбор данных об участниках ВПР СПО, обучающихся на 1 курсе в 2026/2027 учебном году"
HTML = (
    "<p>Уважаемые коллеги!</p><p>Вам необходимо заполнить форму сбора данных об участниках ВПР СПО, обучающихся "
    "на 1 курсе. "
    'Форму необходимо заполнить в соответствии с <a href="/files/1">инструкцией</a> и сдать '
    "<mark>не позднее 18:00 мск 28 ноября 2026 года</mark>.</p>"
)


def collection(**changes: Any) -> dict[str, Any]:
    """An open collection that a school is filling in."""
    made = {
        "id": 12,
        "title": "Контингент",
        "status": "open",
        "opens_at": "2026-11-23T07:00:00.000Z",
        "closes_at": "2026-11-28T15:00:00.000Z",
        "action": "Черновик сохранен 24.11.2026 17:43:12. Данные еще не переданы.",
        "button": {"text": "Редактировать", "href": "/collections/12"},
        "state": "work",
        "progress": {"filled": 214, "required": 360, "errors": 3},
        "tiles": None,
        "participants_href": None,
    }
    return made | changes


def publication(number: int, title: str, at: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": number,
        "title": title,
        "published_at": at,
        "html": HTML,
        "is_new": False,
        "collections": [],
        "stores": [],
    } | changes


def school(**changes: Any) -> dict[str, Any]:
    """The cabinet of an organisation of region 24: three publications, the nearest term, two unread notifications."""
    data = {
        "user": {
            "login": "spo240071",
            "name": "",
            "role": "organiser",
            "role_title": "ответственный организатор",
            "organisation": "Управление образования администрации Минусинского района",
            "region": "Красноярский край",
        },
        "sections": [
            {"id": 1, "title": "ВПР СПО", "href": "/", "current": True},
            {"id": 2, "title": "Методические материалы", "href": "/?section=2", "current": False},
        ],
        "publications": [
            publication(
                3,
                "Сведения о кураторах образовательных организаций",
                "2026-11-02T06:00:00.000Z",
                collections=[
                    collection(
                        id=11,
                        title="Кураторы",
                        status="closed",
                        state="done",
                        opens_at="2026-11-02T06:00:00.000Z",
                        closes_at="2026-11-10T15:00:00.000Z",
                        action="Данные переданы 07.11.2026 17:58",
                        button={"text": "Просмотреть", "href": "/collections/11"},
                        progress={"filled": 12, "required": 12, "errors": 0},
                    )
                ],
            ),
            publication(5, TITLE, "2026-11-23T07:00:00.000Z", collections=[collection()]),
            publication(
                4, "О сроках проведения ВПР СПО в 2026/2027 учебном году", "2026-11-16T09:30:00.000Z", is_new=True
            ),
        ],
        "notice": {
            "collection": 12,
            "title": "Контингент",
            "closes_at": "2026-11-28T15:00:00.000Z",
            "href": "/collections/12",
            "button": "Редактировать",
        },
        "bell": {
            "unread": 2,
            "items": [
                {
                    "id": 7,
                    "title": "Новая публикация",
                    "text": "«О сроках проведения ВПР СПО в 2026/2027 учебном году»",
                    "created_at": "2026-11-16T09:30:00.000Z",
                    "read": False,
                    "href": "/#publication-4",
                    "href_text": "Открыть",
                },
                {
                    "id": 8,
                    "title": "Отчет о скачивании файлов готов",
                    "text": "",
                    "created_at": "2026-11-15T06:05:00.000Z",
                    "read": False,
                    "href": "/reports/8",
                    "href_text": "Загрузить отчет",
                },
                {
                    "id": 6,
                    "title": "Срок сбора «Кураторы» истек",
                    "text": "",
                    "created_at": "2026-11-10T15:00:00.000Z",
                    "read": True,
                    "href": None,
                    "href_text": None,
                },
            ],
        },
        "server_now": NOW,
        "zone": {"offset": 420, "name": "Красноярск"},
        "support": "helpfisoko@fioco.ru",
        "guide": "/guide.pdf",
    }
    return deepcopy(data) | changes


def coordinator(**changes: Any) -> dict[str, Any]:
    """The cabinet of a regional coordinator: 512 organisations."""
    data = school(notice=None)
    data["user"] |= {
        "login": "spo_coord_24",
        "role": "coordinator",
        "role_title": "региональный координатор",
        "organisation": "",
    }
    watched = collection(
        action=None,
        button=None,
        state=None,
        progress=None,
        tiles={"total": 512, "idle": 148, "work": 121, "done": 243, "at": "2026-11-26T10:11:58.000Z"},
        participants_href="/collections/12/participants",
        analysis_href="/collections/12/analysis",
    )
    data["publications"][1]["collections"] = [watched]
    data["publications"][0]["collections"] = []
    data["reports"] = {}
    return data | changes


def participants(**changes: Any) -> dict[str, Any]:
    """The list of the manual's figure 20, in the middle of 512 participants."""
    names = {
        "spo240065": "Муниципальное бюджетное учреждение "
        "«Организационно-ресурсный центр учреждений образования Канского района»",
        "spo240067": "Муниципальное казенное учреждение «Управление образования Кежемского района»",
        "spo240069": "Муниципальное автономное образовательное учреждение дополнительного образования "
        "«Центр дополнительного образования»",
        "spo240071": "Управление образования администрации Минусинского района",
    }
    times = [
        "2026-11-23T10:37:00.000Z",
        "2026-11-23T10:37:00.000Z",
        "2026-11-23T13:53:00.000Z",
        "2026-11-23T13:57:00.000Z",
    ]
    rows = [
        {
            "login": login,
            "name": name,
            "state": "work",
            "term": "ждем",
            "started_at": started,
            "submitted_at": None,
            "filled": 214,
            "required": 360,
            "errors": 3,
            "differs": None,
            "href": f"/collections/12/organisations/{login}",
        }
        for (login, name), started in zip(names.items(), times, strict=True)
    ]
    rows[0] |= {
        "state": "done",
        "term": "вовремя",
        "submitted_at": "2026-11-23T10:56:00.000Z",
        "filled": 360,
        "errors": 0,
        "differs": 14,
    }
    data = {
        "collection": {"id": 12, "title": "Контингент"},
        "counts": {"total": 512, "idle": 148, "work": 121, "done": 243},
        "rows": rows,
        "idle_rows": [
            {"login": "sch050016", "name": "Муниципальное бюджетное общеобразовательное учреждение «Лицей № 51»"},
            {"login": "spo240068", "name": "Отдел образования администрации Краснотуранского района"},
        ],
        "total": 364,
        "query": {"status": "", "q": "", "page": 2, "sort": "login"},
        "pages": 91,
        "close_href": "",
    }
    return deepcopy(data) | changes


def participants_page(**changes: Any) -> dict[str, Any]:
    """The same list as a thin page of its own: queries are addresses."""
    around = coordinator()
    return (
        participants(
            links=True, close_href="/", **{name: around[name] for name in ("user", "sections", "support", "guide")}
        )
        | changes
    )


def receipt(**changes: Any) -> dict[str, Any]:
    """The receipt of the second submission of an organisation."""
    around = school()
    data = {name: around[name] for name in ("user", "sections", "zone", "support", "guide")}
    data["receipt"] = {
        "number": 2,
        "submitted_at": "2026-11-26T10:11:12.345Z",
        "code": "7F3K9A2C",
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "collection": "Контингент",
        "publication": TITLE,
        "organisation": around["user"]["organisation"],
        "login": "spo240071",
        "region": "Красноярский край",
        "sheets": [
            {"name": "Контингент", "filled": 348, "total": 360, "required_filled": 14, "required": 14},
            {"name": "Ответственные", "filled": 12, "total": 12, "required_filled": 0, "required": 0},
        ],
        "explanations": [
            {"address": "D5", "text": "Больше прошлогоднего вдвое.", "explanation": "Открыта новая группа."}
        ],
        "download_href": "/collections/12/submissions/2.xlsx",
    }
    return data | changes
