"""What a dashboard says."""

TITLE = "{title} – {region}"
SUBTITLE = "{region} · данные на {moment} мск"
OPEN, CLOSED, PLANNED = "открыт", "закрыт", "еще не открыт"
STATES = {"open": OPEN, "closed": CLOSED, "planned": PLANNED}
STATE, TERM = "Сбор", "Срок"
TERM_FROM_TO = "{opens} – {closes} мск"
PAST = "Показано состояние на выбранный момент в прошлом."
NO_SCRIPT = "Графики и список показывает браузер. Откройте файл в Chrome, Яндекс Браузере или Edge."

TOTAL = "Всего"
STATUSES = {"idle": "Не приступило", "work": "В работе", "done": "Сдано"}
STATUS_BAR = "Сдано {done} из {total}, в работе {work}, не приступило {idle}"
NOBODY = "На этот момент в регионе нет участников сбора: показывать нечего."
NOBODY_ANYWHERE = "На этот момент у сбора нет участников: показывать нечего."
NOTHING = "Ни один отчет еще не сдан: темп, свод и столбцы появятся после первой сдачи."

FACTS = "Четыре факта об участниках"
STATUS, TIME, FILL, FRESH = "Статус", "Соблюдение срока", "Полнота сданного", "Свежесть сданного"
TIMES = {
    "on_time": "Вовремя",
    "extended": "По продлению",
    "late": "С опозданием",
    "overdue": "Просрочено",
    "waiting": "Ждем",
    "decided": "По решению организатора",
}
FILL_SAYS = "Обязательных ячеек заполнено {filled} из {required}."
FILL_NONE = "Сданных отчетов нет."
FILL_FREE = "Обязательных ячеек в сданных отчетах нет."
WHOLE, PART, EMPTY_FILL, NOT_SUBMITTED = "Заполнены все", "Заполнена часть", "Не заполнено ни одной", "Не сдано"
FAULTY = "Черновиков с ошибками: {faulty} из {known}."
FAULTY_SOME = "Черновиков с ошибками: {faulty} из {known}; о {unknown}, измененных после этого момента, неизвестно."
DIFFER, SAME, FRESH_UNKNOWN = "Черновик изменен после сдачи", "Черновик совпадает со сданным", "Неизвестно"
DIFFERS = "Отличается ячеек: {cells}."

PACE = "Темп"
PACE_TITLE = "Сдано всего, организаций"
PACE_TABLE = "Сдача по дням"
DAY, PER_DAY, IN_ALL = "День", "Сдали за день", "Сдано всего"
PACE_NOW, PACE_PAST, PACE_FORECAST = "этот сбор", "прошлый сбор", "прогноз"
PACE_ALT = "График: сколько организаций сдали отчет к каждому часу. Те же числа – в таблице рядом."
PACE_MORE = "Дней больше, чем помещается: показаны последние {count}."

SUMMARY = "Свод и столбцы"
COLUMN = "Столбец формы"
KINDS = {"sch": "Школы", "spo": "Организации СПО"}
KIND_ONE = {"sch": "школа", "spo": "СПО"}
KIND = "Вид"
BY_KIND = "По видам организаций"
FREQUENT, OUTLIERS, BINS = "Чаще всего", "Сильно отличаются от остальных", "Как распределены значения"
VALUE, CELLS, ORGANISATIONS, SHARE = "Значение", "Ячеек", "Организаций", "Доля"
SUBMITTED, FILLED, SUM, MEAN, LEAST, MEDIAN, MOST = (
    "Сдали отчет",
    "Заполнено ячеек",
    "Сумма",
    "Среднее",
    "Наименьшее",
    "Медиана",
    "Наибольшее",
)
WRONG, DIFFERENT = "Не подошло форме", "Разных значений"
RANGE = "От – до"
USUAL = "Обычно"
ROW = "Строка"
NO_OUTLIERS = "Таких значений нет."
NO_VALUES = "В этом столбце ничего не заполнено."
TOP = "Больше всего: сумма по столбцу"
TOP_MEAN = "Больше всего: среднее по столбцу"
TOP_FREQUENT = "Чаще всего, ячеек"
PLOT_ALT = "График по выбранному столбцу. Те же числа – в таблицах на этой странице."
SUBTOTALS = "Ячейки, которые форма считает по другим строкам («Итого»), в эти числа не входят."
NOT_CARRIED = (
    "По организациям этот столбец в файл не вошел: столбцов слишком много. Полные данные – в «Экспорте результатов»."
)

LIST, LIST_REGIONS = "Организации", "Регионы"
SEARCH = "Найти по логину или названию"
SEARCH_REGIONS = "Найти регион"
SHOW_ALL = "Все"
FOUND = "Показано {shown} из {found}"
MORE = "Показать еще"
NOT_FOUND = "Ничего не найдено. Измените поиск или выберите «Все»."
LOGIN, ORGANISATION, CODE, REGION = "Логин", "Организация", "Код", "Регион"
TIME_SHORT, FILL_SHORT, ERRORS = "Срок", "Заполнено", "Ошибок в черновике"

FILL_PART = "Полнота"
FILL_PLOT = "Сколько отчетов заполнено на столько процентов обязательных ячеек"
FILL_ALT = "График: сколько сданных отчетов заполнено на столько процентов. Те же числа – в таблице рядом."
FILL_RANGE = "Заполнено, %"
REPORTS = "Отчетов"
KIND_FILL = "По видам организаций"
PARTICIPANTS, REQUIRED = "Участников", "Обязательных"
STUCK = "Ошибки, на которых остановились черновики"
STUCK_NONE = "Ошибок в черновиках нет."
STUCK_PAST = "О черновиках в прошлом ничего не известно: ошибки показываются только на текущий момент."
FAULT = "Ошибка"

DONE_SHARE = "Сдано, %"
INDEX_REGIONS = "По регионам"
INDEX_COUNTRY = "Все регионы вместе: темп, свод и столбцы"
INDEX_NOBODY = "участников нет"
INDEX_FAILED = "файл не создан"

FOOT = (
    "Файл сделан программой fisoko {version} и не обращается к сети. Сбор № {collection}, версия формы {form}, "
    "запись журнала {seq}. Числа те же, что в личном кабинете на этот момент. "
    "В файле – данные организаций: храните его как служебный документ."
)

WORDS = {  # of the page's script
    "submitted": SUBMITTED,
    "filled": FILLED,
    "different": DIFFERENT,
    "sum": SUM,
    "mean": MEAN,
    "least": LEAST,
    "median": MEDIAN,
    "most": MOST,
    "wrong": WRONG,
    "noValues": NO_VALUES,
    "notCarried": NOT_CARRIED,
    "subtotals": SUBTOTALS,
    "top": TOP,
    "topMean": TOP_MEAN,
    "topFrequent": TOP_FREQUENT,
    "byKind": BY_KIND,
    "kind": KIND,
    "organisations": ORGANISATIONS,
    "organisation": ORGANISATION,
    "share": SHARE,
    "frequent": FREQUENT,
    "value": VALUE,
    "cells": CELLS,
    "bins": BINS,
    "range": RANGE,
    "outliers": OUTLIERS,
    "noOutliers": NO_OUTLIERS,
    "usual": USUAL,
    "row": ROW,
    "login": LOGIN,
    "region": REGION,
    "code": CODE,
    "total": TOTAL,
    "idle": STATUSES["idle"],
    "work": STATUSES["work"],
    "done": STATUSES["done"],
    "fill": FILL_SHORT,
    "status": STATUS,
    "time": TIME_SHORT,
    "errors": ERRORS,
    "column": COLUMN,
    "found": FOUND,
    "notFound": NOT_FOUND,
}
