// What a person reads about the values of a form; the same sentences as fisoko/domain/forms/texts.py.

// What a cell takes: the reason when a value does not fit, and the beginning of a sentence about its limits.
export const NEEDS = {
  integer: "Нужно целое число",
  decimal: "Нужно число",
  percent: "Нужно число процентов",
  date: "Нужна дата в виде дд.мм.гггг",
  time: "Нужно время в виде чч:мм",
  boolean: "Нужно «да» или «нет»",
  text: "Введите текст заново",
  general: "Введите значение заново",
}
export const LACKS = {
  year: "Не указан год: нужна дата в виде дд.мм.гггг",
  day: "Не указан день: нужна дата в виде дд.мм.гггг",
}
export const TOO_MANY_DIGITS = "Нужно число, в котором не больше 15 цифр"

export const BAD_SHAPE = "Значение этого вида нельзя сохранить. Введите число, текст, дату или время."
export const BAD_NUMBER = "Такое число нельзя сохранить. Введите число обычной величины."
export const BAD_DIGITS = "В числе больше 15 значащих цифр. Введите его как текст или округлите."
export const BAD_LENGTH = "Текст длиннее 32 767 знаков. Сократите его."
export const BAD_SIGN = "В тексте есть недопустимый знак. Удалите его или введите текст заново."

export const REQUIRED = "Заполните ячейку: она обязательна."
export const CUSTOM = "Значение не отвечает условию, заданному для ячейки. Исправьте его."
export const BROKEN_RULE = "Данные не отвечают правилу формы. Исправьте их."
const FORMULA = {
  "#DIV/0!": "деление на ноль",
  "#VALUE!": "в расчет попал текст вместо числа",
  "#REF!": "ссылка на ячейку, которой нет",
  "#NAME?": "неизвестное имя",
  "#N/A": "нет данных",
  "#NUM!": "число вне допустимых пределов",
  "#NULL!": "диапазоны не пересекаются",
  "#CIRC!": "формула ссылается сама на себя",
}
// How a Russian Excel writes its errors.
export const ERRORS = {
  "#DIV/0!": "#ДЕЛ/0!",
  "#VALUE!": "#ЗНАЧ!",
  "#REF!": "#ССЫЛКА!",
  "#NAME?": "#ИМЯ?",
  "#N/A": "#Н/Д",
  "#NUM!": "#ЧИСЛО!",
  "#NULL!": "#ПУСТО!",
  "#CIRC!": "#ЦИКЛ!",
}
const NAMED_OPTIONS = 6 // a list no longer than this is named in its sentence

const NUMBER = {
  between: "{0} от {1} до {2}",
  notBetween: "{0} меньше {1} или больше {2}",
  equal: "{0}, равное {1}",
  notEqual: "{0}, не равное {1}",
  greaterThan: "{0} больше {1}",
  lessThan: "{0} меньше {1}",
  greaterThanOrEqual: "{0} не меньше {1}",
  lessThanOrEqual: "{0} не больше {1}",
}
const DATE = {
  between: "{0} с {1} по {2}",
  notBetween: "{0} раньше {1} или позже {2}",
  equal: "{0}: {1}",
  notEqual: "{0}, кроме {1}",
  greaterThan: "{0} позже {1}",
  lessThan: "{0} раньше {1}",
  greaterThanOrEqual: "{0} не раньше {1}",
  lessThanOrEqual: "{0} не позже {1}",
}
const TIME = { ...DATE, between: "{0} с {1} до {2}" }
const LENGTH = { ...NUMBER, equal: "{0} ровно {1}", notEqual: "{0} не {1}" }

/** The sentence of limits: «Нужно целое число от 0 до 400.»; `subject` is what is needed, the bounds are shown. */
export function limits(kind, operator, subject, first, second) {
  const [forms, what] =
    kind === "length" ? [LENGTH, "Нужен текст, в котором знаков"] : kind === "date" ? [DATE, "Нужна дата"] : kind === "time" ? [TIME, "Нужно время"] : [NUMBER, subject]
  const places = [what, first, second]
  return forms[operator].replace(/\{(\d)\}/g, (_, at) => places[at]) + "."
}

/** The sentence of a list; the options are named while they are few. */
export const choice = options =>
  options.length > NAMED_OPTIONS ? "Выберите значение из списка." : `Выберите значение из списка: ${options.join(", ")}.`

/** The sentence of a computed cell that came to an error. */
export const failedFormula = code => `Формула дала ошибку ${ERRORS[code]}: ${FORMULA[code]}. Проверьте ячейки, из которых она считается.`
