"""The functions that a formula may call: a table of name, Russian name, arguments, and what each does."""

from fisoko.domain.forms.formula import arithmetic, days, logic, lookups, totals, wording
from fisoko.domain.forms.formula.engine import MANY, Function

FIRST = frozenset({0})
PAIRED = frozenset(range(0, MANY, 2))  # cells before each condition

TABLE = {
    function.name: function
    for function in (
        Function("SUM", "СУММ", 1, MANY, totals.total, None),
        Function("SUMIF", "СУММЕСЛИ", 2, 3, totals.total_if, frozenset({0, 2})),
        Function("SUMIFS", "СУММЕСЛИМН", 3, MANY, totals.total_ifs, FIRST | {place + 1 for place in PAIRED}),
        Function("COUNT", "СЧЁТ", 1, MANY, totals.count, None),
        Function("COUNTA", "СЧЁТЗ", 1, MANY, totals.count_filled, None),
        Function("COUNTBLANK", "СЧИТАТЬПУСТОТЫ", 1, 1, totals.count_blank, FIRST),
        Function("COUNTIF", "СЧЁТЕСЛИ", 2, 2, totals.count_ifs, FIRST),
        Function("COUNTIFS", "СЧЁТЕСЛИМН", 2, MANY, totals.count_ifs, PAIRED),
        Function("AVERAGE", "СРЗНАЧ", 1, MANY, totals.mean, None),
        Function("MIN", "МИН", 1, MANY, totals.extreme(min), None),
        Function("MAX", "МАКС", 1, MANY, totals.extreme(max), None),
        Function("ROUND", "ОКРУГЛ", 2, 2, arithmetic.round_to),
        Function("ABS", "ABS", 1, 1, arithmetic.size),
        Function("MOD", "ОСТАТ", 2, 2, arithmetic.remainder),
        Function("INT", "ЦЕЛОЕ", 1, 1, arithmetic.floor),
        Function("IF", "ЕСЛИ", 2, 3, logic.branch),
        Function("IFERROR", "ЕСЛИОШИБКА", 2, 2, logic.or_else),
        Function("AND", "И", 1, MANY, logic.every, None),
        Function("OR", "ИЛИ", 1, MANY, logic.some, None),
        Function("NOT", "НЕ", 1, 1, logic.negation),
        Function("ISBLANK", "ЕПУСТО", 1, 1, logic.is_blank),
        Function("ISNUMBER", "ЕЧИСЛО", 1, 1, logic.is_number),
        Function("LEN", "ДЛСТР", 1, 1, wording.length),
        Function("TRIM", "СЖПРОБЕЛЫ", 1, 1, wording.trim),
        Function("LEFT", "ЛЕВСИМВ", 1, 2, wording.left),
        Function("RIGHT", "ПРАВСИМВ", 1, 2, wording.right),
        Function("MID", "ПСТР", 3, 3, wording.middle),
        Function("UPPER", "ПРОПИСН", 1, 1, wording.upper),
        Function("LOWER", "СТРОЧН", 1, 1, wording.lower),
        Function("EXACT", "СОВПАД", 2, 2, wording.exact),
        Function("CONCATENATE", "СЦЕПИТЬ", 1, MANY, wording.concatenate),
        Function("TEXT", "ТЕКСТ", 2, 2, wording.shown),
        Function("VALUE", "ЗНАЧЕН", 1, 1, wording.value),
        Function("DATE", "ДАТА", 3, 3, days.made),
        Function("YEAR", "ГОД", 1, 1, days.part(0)),
        Function("MONTH", "МЕСЯЦ", 1, 1, days.part(1)),
        Function("DAY", "ДЕНЬ", 1, 1, days.part(2)),
        Function("TODAY", "СЕГОДНЯ", 0, 0, days.today),
        Function("VLOOKUP", "ВПР", 4, 4, lookups.look_up, frozenset({1})),
        Function("INDEX", "ИНДЕКС", 2, 3, lookups.index, FIRST),
        Function("MATCH", "ПОИСКПОЗ", 3, 3, lookups.match, frozenset({1})),
    )
}
