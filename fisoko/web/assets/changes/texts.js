// Every Russian sentence about many changes at once: from a filled workbook, and back to what was submitted.
import { plural as form } from "../time.js"

const number = value => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, "\u00a0")
const plural = (count, one, few, many) => form(count, [one, few, many])
const cells = count => `${number(count)} ${plural(count, "ячейка", "ячейки", "ячеек")}`
const rows = count => `${number(count)} ${plural(count, "строка", "строки", "строк")}`

export const fromFile = "Заполнить из файла"
export const fromFileLead = "Форму можно заполнить в Excel без связи: скачайте шаблон со своими данными, заполните его и загрузите. До того, как Вы нажмете «Применить», в черновике ничего не изменится."
export const download = "Скачать шаблон"
export const choose = "Выбрать заполненный файл"
export const noFile = "Файл .xlsx не выбран"
export const comparing = "Книга читается и сравнивается с черновиком…"
export const apply = "Применить"
export const cancel = "Отмена"
export const noChanges = "В книге нет изменений: в черновике то же самое."
export const offline = "Нет связи: книга не прочитана. Попробуйте еще раз, когда связь появится."
export const unsent = "Не все правки дошли до сервера: подождите, пока не появится «Сохранено», и выберите файл еще раз."
export const failed = text => text || "Книгу прочитать не удалось. Попробуйте еще раз."
export const closed = "Сбор закрыт: изменить черновик нельзя."

// «Изменится 31 ячейка, очистится 2 ячейки, добавится 3 строки, ошибок станет 4.»
export const summary = ({ changed, cleared, rows: added, errors_before: before, errors_after: after }) => {
  const parts = []
  if (changed) parts.push(`${plural(changed, "изменится", "изменятся", "изменится")} ${cells(changed)}`)
  if (cleared) parts.push(`${plural(cleared, "очистится", "очистятся", "очистится")} ${cells(cleared)}`)
  if (added) parts.push(`${plural(added, "добавится", "добавятся", "добавится")} ${rows(added)}`)
  parts.push(after === before ? `ошибок останется ${number(after)}` : `ошибок станет ${number(after)} (сейчас ${number(before)})`)
  const text = parts.join(", ")
  return text[0].toUpperCase() + text.slice(1) + "."
}
export const unfit = count => `Не ${plural(count, "подходит", "подходят", "подходит")} под свою ячейку: ${cells(count)}. ${plural(count, "Она будет записана и отмечена", "Они будут записаны и отмечены", "Они будут записаны и отмечены")} как ошибка.`
export const caption = "Что изменится"
export const columns = ["Ячейка", "Сейчас", "Станет"]
export const empty = "пусто"
export const rest = count => `И еще ${cells(count)}.`
export const homeless = count => `Не имеет места в форме и не учитывается: ${number(count)}`
export const more = count => `и еще ${number(count)}`
export const applied = count => `Из файла ${plural(count, "внесено", "внесены", "внесено")} ${number(count)} ${plural(count, "изменение", "изменения", "изменений")}.`

export const difference = "Отличия от сданного"
export const differs = count => `Черновик отличается от сданного: ${cells(count)}`
export const same = "Черновик не отличается от сданного отчета."
export const differenceLead = (count, time) => `Слева – то, что сейчас в черновике, справа – как было сдано в отчете № ${number(count)} ${time} мск. Сданный отчет не меняется, пока Вы не сдадите новый.`
export const submittedColumns = ["Ячейка", "В черновике", "Сдано"]
export const comparingDraft = "Черновик сравнивается со сданным отчетом…"
export const back = "Вернуть как сдано"
export const returned = count => `Возвращено как сдано: ${cells(count)}.`
export const differenceOffline = "Нет связи: сравнить черновик со сданным отчетом нельзя. Попробуйте еще раз, когда связь появится."
export const undo = "Отменить"

export const past = "История"
export const close = "Закрыть"
export const pastLead = "Правки из другого окна или с другого компьютера показаны отдельно."
export const moscow = time => `${time} мск`
export const asking = "История читается…"
export const nothingYet = "В этом черновике еще ничего не менялось."
export const earlier = "Показать более ранние"
export const pastOffline = "Нет связи: историю прочитать нельзя. Попробуйте еще раз, когда связь появится."
export const pastFailed = text => text || "Историю прочитать не удалось. Попробуйте еще раз."
export const thisWindow = "Это окно"
export const otherWindow = count => `Другое окно (${number(count)})`
export const deeds = ({ count, added, removed, moved }) => {
  const parts = []
  if (count) parts.push(cells(count))
  if (added) parts.push(`${plural(added, "добавлена", "добавлены", "добавлено")} ${rows(added)}`)
  if (removed) parts.push(`${plural(removed, "удалена", "удалены", "удалено")} ${rows(removed)}`)
  if (moved) parts.push("строки переставлены")
  return parts.join(", ")
}
export const allCells = count => `Показать все: ${cells(count)}`
export const now = "Сейчас в черновике"
export const noPlace = "ячейки больше нет в форме"
export const backTo = time => `Вернуть на ${time} мск`
export const backToStart = "Вернуть к началу"
export const backShort = "Вернуть"
export const willChange = count => (count ? `${plural(count, "Изменится", "Изменятся", "Изменится")} ${cells(count)}. Это можно отменить, и всё останется в истории.` : "Изменится порядок или число строк. Это можно отменить, и всё останется в истории.")
export const sameThen = "Черновик и сейчас такой же: возвращать нечего."
export const wentBack = (name, count) => `${name}: ${plural(count, "изменена", "изменены", "изменено")} ${cells(count)}.`
