"""Russian sentences of the server's own pages and errors."""

BRAND = "ФИС ОКО"
BRAND_NOTE = "Личный кабинет"
TITLE = "Личный кабинет ФИС ОКО"
SUPPORT = "helpfisoko@fioco.ru"
NO_SCRIPT = "Для работы в личном кабинете включите в браузере JavaScript и обновите страницу."

LOGIN_TITLE = "Вход в личный кабинет"
LOGIN = "Логин"
PASSWORD = "Пароль"  # noqa: S105 - the caption of a field
ENTER = "Войти"
LOGIN_NOTE = "Логин и пароль вводятся с учетом регистра символов."
LOGIN_HELP = "Служба технической поддержки:"

PAGE_TITLES = {
    "cabinet": TITLE,
    "grid": "Заполнение формы",
    "receipt": "Квитанции о сдаче отчетов",
    "tokens": "Токены для программ",
    "participants": "Список участников",
}

BACK_TO_CABINET = "Вернуться в личный кабинет"
SIGN_IN_AGAIN = "Войти в личный кабинет"
ERROR_HEADINGS = {
    400: "Запрос составлен неверно",
    401: "Сеанс работы завершен",
    403: "Нет доступа",
    404: "Страница не найдена",
    405: "Действие невозможно",
    413: "Слишком много данных",
    423: "Сбор данных закрыт",
    429: "Слишком много запросов",
    503: "Сервер временно недоступен",
    507: "Сервер не принимает изменения",
}
ERROR_HEADING = "Не удалось выполнить действие"
NOT_ALLOWED = "Это действие по данному адресу невозможно. Вернитесь в личный кабинет и повторите его оттуда."
STALE_PAGE = (
    "Страница устарела, или браузер не сохраняет файлы cookie. Обновите страницу и повторите действие: "
    "введенные данные сохранены."
)
BAD_JSON = "Запрос составлен неверно: нужен текст JSON. Обновите страницу и повторите действие."
WORKBOOK_TOO_LARGE = "Файл больше 20 МБ. Удалите из книги рисунки и лишние листы, сохраните ее и загрузите снова."
ACKNOWLEDGEMENTS_FILE = "Ознакомились, публикация {number}.csv"

# The analysis of a collection
ANALYSIS_TITLE = "Анализ: {title}"
ANALYSIS_HEAD = '<a href="/">← Личный кабинет</a><h1>Анализ: {title}</h1><p>{person}. По сданным отчетам.</p>'
ANALYSIS_SHOW, ANALYSIS_LEVEL, ANALYSIS_FIELD = "Показать", "По чему", "Столбец формы"
ANALYSIS_AS_OF, ANALYSIS_NOW = "На момент, по Москве", "сейчас; или 07.09.2026 18:00"
ANALYSIS_TABS = {"pace": "Темп", "summary": "Свод", "column": "Столбец", "completeness": "Полнота"}
ANALYSIS_LEVELS = {"region": "По регионам", "kind": "По видам ОО", "organisation": "По организациям"}
ANALYSIS_KINDS = {"sch": "школы", "spo": "СПО"}
ANALYSIS_COLUMNS = {
    "hour": "Час (мск)",
    "submitted": "Сдали",
    "cumulative": "Сдали всего",
    "participants": "Участников",
    "region": "Регион",
    "kind": "Вид ОО",
    "login": "Логин",
    "name": "Организация",
    "organisations": "Организаций",
    "filled": "Заполнено ячеек",
    "total": "Сумма",
    "mean": "Среднее",
    "least": "Наименьшее",
    "most": "Наибольшее",
    "share": "Доля",
    "wrong": "Не подходит столбцу",
    "different": "Разных значений",
    "q25": "Четверть значений не больше",
    "median": "Медиана",
    "q75": "Три четверти не больше",
    "value": "Значение",
    "cells": "Ячеек",
    "number": "Число",
    "required": "Обязательных ячеек",
    "whole": "Заполнили все обязательные",
    "empty": "Не заполнили ни одной",
    "text": "Ошибка",
    "errors": "Ошибок",
    "last_edit_at": "Последняя правка",
}
PACE_PLOT, BY_HOURS = "Сдали отчет всего, организаций", "По часам"
NOBODY_YET = "Пока никто не сдал отчет."
SUMMARY_PLOT, SUMMARY_TABLE = "Сумма по выбранному столбцу", "Свод"
SUMMARY_SAYS = "Строк свода: {groups}, заполненных ячеек: {filled}."
COLUMN_PLOT, FIGURES, FREQUENT, OUTLIERS = (
    "Сколько ячеек с какими числами",
    "Столбец в числах",
    "Чаще всего",
    "Выделяются",
)
COLUMN_SAYS = "Заполненных ячеек: {filled}, организаций: {organisations}."
COMPLETENESS_SAYS = "Сдали отчет: {done} из {all}."
COMPLETENESS_TABLE = "Заполнено обязательных ячеек в сданных отчетах"
NOTHING_FOUND = "Здесь пока ничего нет."
MORE_ROWS = "И еще строк: {count}. Все строки дает адрес /api/v1 и тетради."
