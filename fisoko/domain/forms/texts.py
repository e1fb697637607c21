"""What a person reads about the values of a form: reasons of cells, findings, problems of formulas."""

from collections.abc import Sequence

# What a cell takes: the reason when a value does not fit, and the beginning of a sentence about its limits.
NEEDS = {
    "integer": "Нужно целое число",
    "decimal": "Нужно число",
    "percent": "Нужно число процентов",
    "date": "Нужна дата в виде дд.мм.гггг",
    "time": "Нужно время в виде чч:мм",
    "boolean": "Нужно «да» или «нет»",
    "text": "Введите текст заново",
    "general": "Введите значение заново",
}
LACKS = {
    "year": "Не указан год: нужна дата в виде дд.мм.гггг",
    "day": "Не указан день: нужна дата в виде дд.мм.гггг",
}
TOO_MANY_DIGITS = "Нужно число, в котором не больше 15 цифр"

# What no value may be: the sentences of BadValue.
BAD_SHAPE = "Значение этого вида нельзя сохранить. Введите число, текст, дату или время."
BAD_NUMBER = "Такое число нельзя сохранить. Введите число обычной величины."
BAD_DIGITS = "В числе больше 15 значащих цифр. Введите его как текст или округлите."
BAD_LENGTH = "Текст длиннее 32 767 знаков. Сократите его."
BAD_SIGN = "В тексте есть недопустимый знак. Удалите его или введите текст заново."

REQUIRED = "Заполните ячейку: она обязательна."
CUSTOM = "Значение не отвечает условию, заданному для ячейки. Исправьте его."
BROKEN_RULE = "Данные не отвечают правилу формы. Исправьте их."
FORMULA = {
    "#DIV/0!": "деление на ноль",
    "#VALUE!": "в расчет попал текст вместо числа",
    "#REF!": "ссылка на ячейку, которой нет",
    "#NAME?": "неизвестное имя",
    "#N/A": "нет данных",
    "#NUM!": "число вне допустимых пределов",
    "#NULL!": "диапазоны не пересекаются",
    "#CIRC!": "формула ссылается сама на себя",
}
# How a Russian Excel writes its errors.
ERRORS = {
    "#DIV/0!": "#ДЕЛ/0!",
    "#VALUE!": "#ЗНАЧ!",
    "#REF!": "#ССЫЛКА!",
    "#NAME?": "#ИМЯ?",
    "#N/A": "#Н/Д",
    "#NUM!": "#ЧИСЛО!",
    "#NULL!": "#ПУСТО!",
    "#CIRC!": "#ЦИКЛ!",
}
NAMED_OPTIONS = 6  # a list no longer than this is named in its sentence

_NUMBER = {
    "between": "{0} от {1} до {2}",
    "notBetween": "{0} меньше {1} или больше {2}",
    "equal": "{0}, равное {1}",
    "notEqual": "{0}, не равное {1}",
    "greaterThan": "{0} больше {1}",
    "lessThan": "{0} меньше {1}",
    "greaterThanOrEqual": "{0} не меньше {1}",
    "lessThanOrEqual": "{0} не больше {1}",
}
_DATE = {
    "between": "{0} с {1} по {2}",
    "notBetween": "{0} раньше {1} или позже {2}",
    "equal": "{0}: {1}",
    "notEqual": "{0}, кроме {1}",
    "greaterThan": "{0} позже {1}",
    "lessThan": "{0} раньше {1}",
    "greaterThanOrEqual": "{0} не раньше {1}",
    "lessThanOrEqual": "{0} не позже {1}",
}
_TIME = {**_DATE, "between": "{0} с {1} до {2}"}
_LENGTH = {**_NUMBER, "equal": "{0} ровно {1}", "notEqual": "{0} не {1}"}


def limits(kind: str, operator: str, subject: str, first: str, second: str) -> str:
    """The sentence of limits: «Нужно целое число от 0 до 400.»; `subject` is what is needed, the bounds are shown."""
    if kind == "length":
        return _LENGTH[operator].format("Нужен текст, в котором знаков", first, second) + "."
    if kind == "date":
        return _DATE[operator].format("Нужна дата", first, second) + "."
    if kind == "time":
        return _TIME[operator].format("Нужно время", first, second) + "."
    return _NUMBER[operator].format(subject, first, second) + "."


def choice(options: Sequence[str]) -> str:
    """The sentence of a list; the options are named while they are few."""
    if len(options) > NAMED_OPTIONS:
        return "Выберите значение из списка."
    return f"Выберите значение из списка: {', '.join(options)}."


def failed_formula(code: str) -> str:
    """The sentence of a computed cell that came to an error."""
    return f"Формула дала ошибку {ERRORS[code]}: {FORMULA[code]}. Проверьте ячейки, из которых она считается."
