"""Russian sentences of the analysis of a collection."""

TITLE = "Анализ: {title}"
LEAD = "По сданным отчетам. {scope}."
LEAD_AS_OF = "По отчетам, сданным к {moment} мск. {scope}."
COUNTRY = "Все регионы"
BACK = "Личный кабинет"
LEVEL, FIELD, REGION, ACROSS_TITLE, FIGURE = "Группировка", "Столбец формы", "Регион", "По горизонтали", "Показатель"
AS_OF, AS_OF_HINT = "На момент, по Москве", "сейчас; или 07.09.2026 18:00"
SECTIONS = "Разделы анализа"
TABS = {"pace": "Темп", "summary": "Свод", "column": "Столбцы", "completeness": "Полнота"}
LEVELS = {"region": "По регионам", "kind": "По видам ОО", "organisation": "По организациям"}
FIGURES = {"total": "Сумма", "mean": "Среднее", "filled": "Заполнено ячеек", "organisations": "Организаций"}
ACROSS = {"region": "регионы", "kind": "виды ОО", "row": "строки формы"}
NOTHING_ACROSS, BY_VALUES = "ничего", "значения: {title}"
KINDS = {"sch": "школы", "spo": "СПО"}
COLUMNS = {
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
    "q25": "Четверть не больше",
    "median": "Медиана",
    "q75": "Три четверти не больше",
    "value": "Значение",
    "cells": "Ячеек",
    "number": "Число",
    "required": "Обязательных ячеек",
    "whole": "Заполнили все",
    "empty": "Не заполнили ничего",
    "text": "Ошибка",
    "errors": "Ошибок",
    "last_edit_at": "Последняя правка (мск)",
    "place": "Где",
    "row_id": "Строка",
    "done": "Отчет",
    "part": "Сдали, %",
    "before": "В прошлый сбор, %",
}
SUBMITTED_ONCE, NOT_SUBMITTED = "сдан", "не сдан"
NO_REGION = "Региона «{code}» нет. Выберите регион из списка на странице анализа."
NO_COLUMN = "Такого столбца в форме нет: возможно, форма изменилась. Откройте анализ заново и выберите столбец."
NO_SUCH_LOOK = "Такого раздела анализа нет. Откройте анализ из личного кабинета."
NOBODY_HERE = "В регионе «{region}» нет участников этого сбора. Выберите другой регион или все регионы."
NOBODY_AT_ALL = "В этом сборе нет участников. Показатели появятся, когда участники будут добавлены."
NO_FIELDS = "В форме этого сбора нет столбцов."
NOBODY_YET = "Пока никто не сдал отчет. Показатели появятся после первой сдачи."
DONE = "Сдали отчет: {done} из {all} ({share})."
LAST_HOUR = "Больше всего за час: {most} ({hour} мск)."
PACE_PLOT, BY_HOURS = "Сдали отчет, % участников", "По часам"
PRESENT, SHADOW = "этот сбор", "прошлый сбор: {title}"
SHADOW_SAYS = (
    "Серая линия: «{title}», закрытый {closed} мск; его закрытие совмещено с закрытием этого сбора. "
    "За столько же до закрытия тогда сдали {then}."
)
NO_SHADOW = "Прошедших сборов нет, сравнить не с чем."
SUMMARY_PLOT, SUMMARY_TABLE, PIVOT_TABLE = "{figure}: {field}", "Свод: {field}", "Свод: {field}, {figure}"
SUMMARY_SAYS = "{field}: {figure} {value}, заполнено ячеек {filled}, организаций {organisations}."
SUBTOTALS = "Ячейки, которые форма считает по другим строкам («Итого»), в эти числа не входят."
ONLY_FIRST = "На графике первые {count}."
PIVOT_WIDE = (
    "Таблица слишком велика для страницы: строк {rows}, столбцов {columns}. "
    "Выберите регион, другое «{across}» или скачайте xlsx."
)
BEHIND = "Организации за числом: {of}"
BEHIND_SAYS = "Организаций: {count}."
HIDE = "Скрыть"
COLUMN_PLOT, FIGURES_TABLE, FREQUENT = "Распределение чисел, ячеек", "Столбец в числах", "Чаще всего"
OUTLIERS = "Выделяются"
OUTLIERS_SAY = "Числа, далекие от медианы своей строки формы (больше пяти отклонений), самые далекие первыми."
COLUMN_SAYS = "{field}: заполнено ячеек {filled}, организаций {organisations} из {submitted} сдавших."
COLUMN_NUMBERS = "Половина чисел от {q25} до {q75}, медиана {median}."
COMPLETENESS_PLOT = "Заполнено обязательных ячеек в сданных отчетах, %"
COMPLETENESS_TABLE = "Заполнено обязательных ячеек в сданных отчетах"
COMPLETENESS_SAYS = (
    "Заполнено {share} обязательных ячеек. Организаций, заполнивших все: {whole}; не заполнивших ни одной: {empty}."
)
STUCK, STUCK_SAYS = "Кто на чем застрял", "С ошибками в черновике: организаций {count}. Показаны нынешние черновики."
STUCK_NOBODY = "Ошибок в черновиках нет."
STUCK_PAST = "Кто на чем застрял, известно только на текущий момент: очистите поле «На момент, по Москве»."
STUCK_PEOPLE = "Застряли: {text}"
OLD_COLUMN = "столбец прежней формы"
NOTHING_FOUND = "Здесь пока ничего нет."
MORE_ROWS = "И еще строк: {count}."
DOWNLOAD, PRINT = "Скачать xlsx", "Распечатать"
EVERY_FIGURE = "все числа"
FILE_NAME = "Свод, {title}.xlsx"
TOO_MANY_ROWS = "Строк в своде {rows}, а в файл отсюда можно взять не больше {most}. Выберите регион."
FAILED = "Не удалось получить данные. Обновите страницу."

# Two states of one participant's data
DIFFERENCE = "Сравнение: {name} ({login})"
OF_COLLECTION = "Сбор «{title}». Только ячейки, которые заполняет организация."
BACK_TO_DATA = "← К данным организации"
COMPARE = "Сравнить"
COMPARED = {"old": "Было:", "new": "Стало:"}
NO_DIFFERENCE = "Отличий нет."
DIFFERENCES = "Отличающихся ячеек: {count}."
FIRST_DIFFERENCES = " Показаны первые {count}."
CELL, COLUMN_OF, EMPTY_CELL = "Ячейка", "Столбец", "пусто"
