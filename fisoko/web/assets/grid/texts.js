// Every Russian sentence of the filling page.
import { plural as form } from "../time.js"

const plural = (count, one, few, many) => form(count, [one, few, many])

export const number = value => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, "\u00a0")
const counted = (count, one, few, many) => `${number(count)} ${plural(count, one, few, many)}`
const cells = count => counted(count, "ячейка", "ячейки", "ячеек")
const rows = count => counted(count, "строка", "строки", "строк")
const columns = count => counted(count, "столбец", "столбца", "столбцов")

export const close = "Закрыть"
export const submit = "Сдать отчет"
export const canSubmit = "Можно сдавать"
export const errors = count => `Ошибок: ${number(count)}`
export const missing = count => `Не заполнено: ${number(count)}`
export const warnings = count => `Замечаний: ${number(count)}`
export const obstaclesTip = "Что мешает сдать; к следующей ошибке ведет F8"

export const saving = "Сохранение…"
export const moscow = time => `${time} мск`
export const saved = time => `Сохранено ${time} мск`
export const untouched = "Правки сохраняются сами"
export const offline = "Нет связи, правки хранятся в браузере"
export const offlineInMemory = "Нет связи. Не закрывайте страницу: правки хранятся только в памяти этой вкладки"
export const refusing = text => `Сервер временно не принимает правки: ${text.replace(/[.\s]+$/, "")}, правки хранятся в браузере`
export const forbidden = text => `Правки не приняты: ${text.replace(/[.\s]+$/, "")}. Они хранятся в браузере`
export const formChanged = "Форма изменилась. Обновите страницу: правки хранятся в браузере и будут отправлены"
export const memoryOnly = "Этот браузер не хранит правки на диске: не закрывайте страницу, пока не увидите «Сохранено»"
export const reload = "Обновить страницу"
export const newForm = "Форма изменилась"
export const newFormLead = "Организатор обновил форму. Введенное не потеряно: обновите страницу, и оно встанет на свои места, а то, чему места больше нет, останется в списке «Не вошло»."
export const newFormInMemory = "Организатор обновил форму, а этот браузер не хранит правки на диске. Сначала скачайте неотправленные правки, затем обновите страницу."

export const closed = "Сбор закрыт: данные можно только просматривать."
export const closedUnsent = count => (count === 1
  ? "Сбор закрыт. 1 правка не успела уйти на сервер: она видна в таблице, ее можно скачать."
  : `Сбор закрыт. ${counted(count, "правка не успела", "правки не успели", "правок не успели")} уйти на сервер: они видны в таблице, их можно скачать.`)
export const leftUnsent = count => `В этом браузере ${plural(count, "осталась", "остались", "осталось")} ${counted(count, "правка", "правки", "правок")}, не ${plural(count, "ушедшая", "ушедшие", "ушедших")} на сервер до закрытия сбора.`
export const refused = (count, where) => `Сервер не принял ${counted(count, "правку", "правки", "правок")} (${where}). Они видны в таблице и не потеряны: исправьте их или скачайте.`
export const downloadUnsent = "Скачать неотправленные правки"
export const unsentFile = "неотправленные-правки.csv"
export const unsentHead = ["Лист", "Ячейка", "Столбец", "Значение", "Причина"]
export const rowAdded = "строка добавлена"
export const rowRemoved = "строка удалена"

export const onlyLooked = "Только просмотр"
export const readOnly = "Только просмотр: изменить значения нельзя."
export const computed = "Ячейка вычисляется по формуле: ввести значение нельзя."
export const locked = "Ячейка защищена от изменений."
export const nothingToUndo = "Отменять больше нечего."
export const nothingToRedo = "Повторять больше нечего."
export const rowLimit = limit => `На листе не больше ${counted(limit, "строки", "строк", "строк")}.`
export const fixedRows = "Строки этого листа заданы формой."
export const leaveByTab = "Клавиша Tab выведет из таблицы."
export const table = "Таблица"
export const readHelp = "Стрелки – движение по ячейкам, F1 – все клавиши. Таблицу можно только просматривать. Чтобы выйти из нее, нажмите Esc, затем Tab."
export const tableHelp = "Стрелки – движение по ячейкам, F2 – правка, Delete – очистка, F8 – следующая ошибка, F1 – все клавиши. Чтобы выйти из таблицы, нажмите Esc, затем Tab."

// «Вставлено 240 ячеек, из них 6 не подошли; еще 2 пропущены: защищены от изменений; 2 строки не поместились»
export const pasted = (count, bad, lostRows, lostColumns, skipped) => {
  const unfit = `не ${plural(bad, "подошла", "подошли", "подошли")}`
  const parts = [count ? `${plural(count, "Вставлена", "Вставлено", "Вставлено")} ${cells(count)}` : "Ничего не вставлено"]
  if (bad) parts[0] += count === 1 ? `, но ${unfit}` : `, из них ${number(bad)} ${unfit}`
  if (skipped) parts.push(`${count ? `еще ${number(skipped)}` : cells(skipped)} ${plural(skipped, "пропущена: защищена", "пропущены: защищены", count ? "пропущены: защищены" : "пропущено: защищены")} от изменений`)
  if (lostRows) parts.push(`${rows(lostRows)} не ${plural(lostRows, "поместилась", "поместились", "поместились")}`)
  if (lostColumns) parts.push(`${columns(lostColumns)} не ${plural(lostColumns, "поместился", "поместились", "поместились")}`)
  return parts.join("; ")
}
export const skipped = count => `${cells(count)} ${plural(count, "пропущена", "пропущены", "пропущено")}: защищены от изменений.`
export const nothingToFill = "Заполнять некуда: ниже уже есть значения или рядом нет заполненных строк. Протяните квадратик."
export const show = "Показать"
export const undo = "Отменить"
export const hide = "Скрыть"

export const removed = count => `${plural(count, "Удалена", "Удалены", "Удалено")} ${rows(count)}`
export const addRow = "Добавить строку"
export const removeRows = count => (count > 1 ? `Удалить ${counted(count, "строку", "строки", "строк")}` : "Удалить строку")
export const noRows = "На этом листе строк нет."
export const noAccessToClipboard = "Браузер не разрешил прочитать буфер обмена: нажмите Ctrl+V."
export const find = "Найти в форме"
export const fromFile = "Заполнить из файла"
export const asSubmitted = "Отличия от сданного"
export const keys = "Клавиши"
export const keysTip = "Клавиши таблицы, F1"
export const notLoaded = "Нет связи: эта часть страницы еще не загружена. Попробуйте, когда связь появится."
export const choices = "Варианты"
export const noChoice = "В списке такого значения нет"
export const booleans = ["да", "нет"]
export const opening = "Таблица открывается…"
export const notOpened = "Таблица не открылась. Проверьте связь и обновите страницу: введенное не потеряно."
export const choiceNote = "Выбор из списка: двойной щелчок или Alt+↓."
export const ruleNote = message => `Проверяется: ${message}`
export const rules = name => `Правила листа «${name}»`
export const sheets = "Листы формы"
export const versions = "Какие данные показаны"

export const entered = text => `Введено «${text}».`
export const emptyCell = "пусто"
export const columnOf = (title, row) => `${title}${row ? ` – ${row}` : ""}`
export const must = "Обязательно для заполнения."
export const cellSpoken = (title, row, value, error, must) => `${title}, ${row}${must ? ", обязательно" : ""}: ${value || emptyCell}${error ? `. Ошибка: ${error}` : ""}`
export const rowNumber = count => `строка ${count}`
export const rangeSpoken = (height, width) => `Выделено: ${rows(height)}, ${columns(width)}`
export const totals = (count, sum, average) => `Ячеек: ${number(count)}${sum === null ? "" : ` · Сумма: ${sum} · Среднее: ${average}`}`

export const untilClose = (left, moscow, here) => `До закрытия ${left} · ${moscow.replace(" ", "\u00a0")}\u00a0мск${here ? ` · ${here}` : ""}`
export const closesSoon = (minutes, moscow, here) => `До закрытия сбора ${counted(minutes, "минута", "минуты", "минут")}: ${moscow} мск${here ? `, ${here}` : ""}.`
export const lookAtSubmitted = "Посмотреть, что сдано"
export const submitted = (count, time) => `Сдан отчет № ${count} · ${time} мск`

export const checking = "Проверка перед сдачей…"
export const sending = "Отчет передается…"
export const cannotSubmit = "Отчет не сдан"
export const fixFirst = count => `Исправьте ${counted(count, "ошибку", "ошибки", "ошибок")} и сдайте отчет еще раз. Нажмите на строку, чтобы перейти к ячейке.`
export const explain = "Замечания: нужно пояснение"
export const explainLead = "Эти данные необычны. Если всё верно, поясните каждое замечание (не короче 10 знаков) и сдайте отчет."
export const explanation = address => `Пояснение: ${address}`
export const explanationShort = "Пояснение короче 10 знаков."
export const submitWith = "Сдать с пояснениями"
export const notSubmittedOffline = "Нет связи: отчет не сдан. Правки хранятся в браузере. Попробуйте еще раз, когда связь появится."
export const offlineToo = "Нет связи: сдать отчет можно будет, когда она появится. Правки хранятся в браузере."
export const notSubmittedUnsent = "Отчет не сдан: не все правки дошли до сервера. Попробуйте еще раз."
export const notSubmittedMoved = "Отчет не сдан: черновик изменен в другом окне. Изменения показаны, проверьте их и сдайте отчет еще раз."
export const notSubmitted = text => `Отчет не сдан. ${text}`
export const more = count => `И еще ${number(count)}.`

export const elsewhere = (count, where, time) => `В другом окне${time ? ` в ${time} мск` : ""} ${plural(count, "изменена", "изменены", "изменено")} ${cells(count)}: ${where}`
export const changedElsewhere = time => `Изменено в другом окне в ${time} мск.`
export const keptElsewhere = (count, where) => `Не ${plural(count, "отменена", "отменены", "отменено")} ${cells(count)}: ${where} – там более новое значение из другого окна.`
export const past = "История"
export const elsewhereRows = "В другом окне добавлены или удалены строки."
export const rowGone = text => `Строка удалена в другом окне, «${text}» записать некуда.`
export const missed = "Не вошло"
export const missedLead = "Эти правки сделаны, когда ячейки уже были изменены в другом окне, или для них нет места: строка удалена, форма изменилась. Ничего не потеряно: значение можно взять или скачать весь список."
export const missedHead = ["Где", "Ваше значение", "В черновике", "Когда (мск)", "Причина"]
export const missedFile = "не-вошло.csv"
export const downloadMissed = "Скачать список"
export const yours = "Ваше значение"
export const kept = "В черновике"
export const take = "Взять мое"
export const takeLabel = address => `Взять мое значение в ${address}`
export const goneCell = "ячейки больше нет"

export const signIn = "Войдите еще раз"
export const signInLead = "Сеанс работы завершен. Ничего из введенного не потеряно: после входа правки отправятся сами."
export const login = "Логин"
export const password = "Пароль"
export const enter = "Войти"
export const signInFailed = "Войти не удалось. Проверьте пароль или напишите на helpfisoko@fioco.ru."
export const signInOffline = "Нет связи. Попробуйте еще раз."
export const otherAccount = "Вы вошли под другим логином. Войдите под тем, под которым вводили данные."
