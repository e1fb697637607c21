"""What is wrong with a formula, in the words of a Russian Excel: the clauses of FormulaProblem."""

from fisoko.domain.forms.formula.engine import Function
from fisoko.domain.forms.formula.foreign import INSTEAD, RUSSIAN
from fisoko.domain.forms.formula.functions import TABLE
from fisoko.domain.forms.formula.problem import FormulaProblem

BROKEN = "формула записана неверно; проверьте скобки, кавычки и знаки"
EMPTY = "формула пуста; запишите ее после знака ="
DEEP = "формула слишком длинная; замените сложение многих ячеек на СУММ или разнесите расчет по нескольким ячейкам"
ARRAY = "массивы в фигурных скобках не поддерживаются; перечислите значения в ячейках скрытого листа"
UNION = "объединение и пересечение диапазонов не поддерживаются; укажите каждый диапазон отдельно"
EXTERNAL = "ссылка на другую книгу не поддерживается; перенесите нужные значения на скрытый лист формы"
TABLE_REFERENCE = "ссылка на умную таблицу не поддерживается; укажите диапазон ячеек"
THREE_SHEETS = "ссылка сразу на несколько листов не поддерживается; сложите листы по одному"
LOST = "в формуле есть ссылка на удаленные ячейки (#ССЫЛКА!); исправьте ее"
UNEVEN = "диапазон условия и диапазон сумм разного размера; сделайте их одинаковыми"
UNPAIRED = "к каждому диапазону нужно условие; допишите его или уберите лишний диапазон"
NEAREST = "поиск ближайшего значения не поддерживается, только точного; укажите последним аргументом "
LETTERS = str.maketrans("АВЕКМНОРСТХУ", "ABEKMHOPCTXY")  # Russian capitals that look Latin


def function(name: str) -> FormulaProblem:
    """A function that is not in the table."""
    known = f"{RUSSIAN[name]} ({name})" if RUSSIAN.get(name, name) != name else name
    if name not in RUSSIAN:
        return FormulaProblem(f"функция {known} неизвестна; можно использовать {_supported()}")
    instead = INSTEAD.get(name)
    advice = f"замените на {instead}" if instead else f"замените ее; можно использовать {_supported()}"
    return FormulaProblem(f"функция {known} не поддерживается; {advice}")


def arity(of: Function, given: int) -> FormulaProblem:
    """Too few or too many arguments."""
    if of.least == of.most:
        need = str(of.least)
    else:
        need = f"не меньше {of.least}" if given < of.least else f"не больше {of.most}"
    return FormulaProblem(f"у функции {of.russian} указано аргументов: {given}, а нужно {need}")


def range_needed(of: Function) -> FormulaProblem:
    """A value stands where a function needs cells."""
    return FormulaProblem(f"у функции {of.russian} вместо диапазона стоит значение; укажите диапазон ячеек")


def range_misplaced() -> FormulaProblem:
    """A range stands where one value is needed."""
    return FormulaProblem("диапазон стоит там, где нужна одна ячейка; укажите ячейку или примените СУММ")


def text_format(pattern: str) -> FormulaProblem:
    """A format of TEXT that is not in the list."""
    return FormulaProblem(
        f"формат «{pattern}» в ТЕКСТ не поддерживается; запишите его как в русском Excel: «0,00», «# ##0», «0%», "
        "«ДД.ММ.ГГГГ», «чч:мм»"
    )


def sheet(name: str) -> FormulaProblem:
    """A sheet that is not there."""
    return FormulaProblem(f"листа «{name}» нет в книге; исправьте ссылку")


def unknown(word: str) -> FormulaProblem:
    """A name that is neither defined nor a reference."""
    looks = word.upper().translate(LETTERS)
    if looks != word.upper() and looks.isascii() and looks.isalnum() and looks[0].isalpha() and looks[-1].isdigit():
        return FormulaProblem(f"в адресе «{word}» есть русские буквы; наберите его латинскими: {looks}")
    return FormulaProblem(f"имя «{word}» не определено; укажите ячейку или диапазон")


def circle(name: str) -> FormulaProblem:
    """A defined name that leads back to itself."""
    return FormulaProblem(f"имя «{name}» ссылается само на себя; исправьте его")


def _supported() -> str:
    return ", ".join(function.russian for function in TABLE.values())
