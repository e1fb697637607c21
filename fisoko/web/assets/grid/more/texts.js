// The Russian sentences of what is opened rarely on the filling page.
import { plural } from "../../time.js"

const counted = (count, one, few, many) => `${count} ${plural(count, [one, few, many])}`

export const cellMenu = "Действия с ячейками"
export const cut = "Вырезать"
export const copy = "Копировать"
export const paste = "Вставить"
export const clear = "Очистить"
export const fillDown = "Заполнить вниз"
export const fillRight = "Заполнить вправо"
export const pick = "Выбрать из списка"
export const today = "Сегодняшняя дата"
export const rowAbove = "Добавить строку выше"
export const rowBelow = "Добавить строку ниже"
export const duplicate = count => (count > 1 ? `Дублировать ${counted(count, "строку", "строки", "строк")}` : "Дублировать строку")
export const up = "Переместить выше"
export const down = "Переместить ниже"
export const removeRows = count => (count > 1 ? `Удалить ${counted(count, "строку", "строки", "строк")}` : "Удалить строку")
export const fit = "Подогнать ширину"
export const noAccessToClipboard = "Браузер не разрешил прочитать буфер обмена: нажмите Ctrl+V."

export const find = "Найти"
export const findWhat = "Найти в форме"
export const nothingFound = "Не найдено"
export const place = (at, count) => (at ? `${at} из ${count}` : `Найдено: ${count}`)
export const next = "Следующее"
export const previous = "Предыдущее"
export const close = "Закрыть"

export const obstacles = "Что мешает сдать"
export const nothing = "Ничего: ошибок нет, обязательные ячейки заполнены."
export const onlyWarnings = "Сдать можно, но каждое замечание нужно будет пояснить."
export const errorsHeading = count => `Ошибки: ${count}`
export const missingHeading = count => `Не заполнено: ${count}`
export const warningsHeading = count => `Замечания: ${count}`
export const more = count => `И еще ${count}.`
export const mend = "Исправить"
export const mendLabel = (where, shown) => `Исправить ${where}: ${shown}`
export const mendAll = count => `Исправить всё похожее: ${count}`
export const mended = count => `${plural(count, ["Исправлена", "Исправлены", "Исправлено"])} ${counted(count, "ячейка", "ячейки", "ячеек")}`

const LIKE = { date: "дату: ", time: "время: ", number: "число: " }
export const like = (what, shown) => (LIKE[what] ? `Похоже на ${LIKE[what]}${shown}?` : `Похоже на «${shown}»?`)

export const help = "Клавиши таблицы"
export const helpLead = "Клавиши те же, что в MS Excel, и в русской, и в латинской раскладке."
export const keyHead = "Клавиши"
export const deedHead = "Что происходит"

// [keys, what happens]; keys that are pressed one after another are told by words.
export const KEYS = [
  ["Ввод и правка", [
    ["любой знак", "ввод вместо прежнего содержимого"],
    ["F2, двойной щелчок, Enter", "правка того, что уже введено"],
    ["Enter, Shift+Enter после ввода", "на ячейку вниз, вверх; после Tab – под первую ячейку строки"],
    ["Tab, Shift+Tab", "на ячейку вправо, влево"],
    ["Ctrl+Enter при вводе", "записать введенное во все выделенные ячейки"],
    ["Alt+Enter при вводе", "новая строка внутри ячейки"],
    ["Ctrl+;, Ctrl+Shift+;", "сегодняшняя дата, время"],
    ["Alt+↓", "открыть список; набор букв ищет в нем"],
    ["Delete, Backspace", "очистить выделенное"],
    ["Esc", "отказаться от начатого ввода или копирования"],
    ["Ctrl+Z; Ctrl+Y, Ctrl+Shift+Z", "отменить; повторить"],
  ]],
  ["Движение", [
    ["стрелки, с Ctrl", "на ячейку; до края данных"],
    ["Home, End", "начало, конец строки"],
    ["Ctrl+Home, Ctrl+End", "начало, конец таблицы"],
    ["PageUp, PageDown", "на экран вверх, вниз"],
    ["Alt+PageUp, Alt+PageDown", "на экран влево, вправо"],
    ["Ctrl+PageUp, Ctrl+PageDown", "предыдущий, следующий лист"],
    ["Ctrl+Backspace", "вернуться к активной ячейке"],
    ["Ctrl+F; F3, Shift+F3", "найти в форме; следующее, предыдущее"],
    ["F8, Shift+F8", "следующая, предыдущая ошибка"],
    ["Esc вне ввода, затем Tab", "выйти из таблицы к кнопкам"],
  ]],
  ["Выделение", [
    ["Shift и клавиши движения", "растянуть выделение"],
    ["Ctrl+A", "выделить всё"],
    ["Ctrl+Пробел, Shift+Пробел", "выделить столбцы, строки"],
    ["щелчок по заголовку столбца или строки", "выделить столбец или строку"],
  ]],
  ["Копирование и заполнение", [
    ["Ctrl+C, Ctrl+X, Ctrl+V", "копировать, вырезать, вставить"],
    ["Ctrl+Shift+V", "вставить только то, что видно"],
    ["Ctrl+D, Ctrl+R", "заполнить вниз, вправо"],
    ["квадратик в углу выделения", "протянуть значения; с Ctrl – продолжить ряд чисел или дат"],
    ["двойной щелчок по квадратику", "заполнить вниз до конца соседних данных"],
  ]],
  ["Строки (если их добавляете Вы) и столбцы", [
    ["Ctrl+Shift+=, Ctrl+Enter", "добавить строку выше, ниже"],
    ["Ctrl+Shift+D", "дублировать выделенные строки"],
    ["Alt+Shift+↑, Alt+Shift+↓", "переместить строки выше, ниже"],
    ["Ctrl+−", "удалить выделенные строки"],
    ["граница заголовка столбца", "ширина: потянуть или дважды щелкнуть"],
    ["правая кнопка мыши, Shift+F10", "меню действий"],
  ]],
]
