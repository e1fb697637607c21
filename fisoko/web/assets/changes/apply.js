// Many changes that the server has named become one deed of the person, which one undo takes back.
import { Offline, sentence } from "../saving/requests.js"
import * as texts from "./texts.js"

/**
 * The server's answer to `request()`, asked when it has what was typed; null when there is none, which `fail(text)` or `signIn()` has told.
 * `failed(text)`: the sentence of a refusal; `offline`: without connection; `unsent`: if given, nothing is asked while an edit has not arrived.
 */
export async function asked(desk, request, { fail, signIn, failed, offline, unsent = "" }) {
  try {
    if (!(await desk.keeping.flush()) && unsent) { fail(desk.keeping.sender.state.kind === "offline" ? offline : unsent); return null }
    const { status, body } = await request()
    if (status === 200) return body
    if (status === 401) signIn()
    else fail(failed(sentence(body, "")))
  } catch (error) {
    if (!(error instanceof Offline)) throw error
    fail(offline)
  }
  return null
}

/** Does what was shown beforehand, and tells of it in `text`; a collection that has closed meanwhile refuses. */
export function carryOut(desk, told, deed, text, level = "") {
  if (desk.pane.readOnly) { desk.refuse(texts.closed); return }
  applyChanges(desk, told, deed)
  desk.report.show(text, { deeds: [[texts.undo, () => desk.undo()]], level })
  desk.voice.say(text)
  desk.pane.editor.focus()
}

/**
 * Puts the changes into the workbook of the page.
 * `added`: how many rows come to each sheet, called "+1", "+2" in `cells`; `removed`: the rows that go;
 * `order`: the rows of a sheet as they are to stand, where new ones do not simply come last.
 */
function applyChanges(desk, { added = {}, removed = {}, order = {}, cells }, deed) {
  const { workbook, pane, deeds } = desk, changes = [], rows = new Map()
  const key = (sheet, row) => `${sheet.id} ${row}`
  for (const sheet of workbook.sheets) {
    sheet.filledRows.forEach(row => rows.set(key(sheet, row.id), row))
    const gone = new Set(removed[sheet.id])
    for (const row of sheet.filledRows) if (gone.has(row.id)) changes.push(deeds.remove(sheet, row))
    const count = added[sheet.id] || 0, left = sheet.filledRows.length - gone.size
    const places = order[sheet.id] || []
    for (let at = 1; at <= count; at++) {
      const row = sheet.freshRow(), place = places.indexOf(`+${at}`)
      rows.set(key(sheet, `+${at}`), row)
      changes.push(deeds.insert(sheet, row, place < 0 ? left + at - 1 : Math.min(place, left + at - 1)))
    }
  }
  for (const [id, rowId, columnId, value] of cells) {
    const sheet = workbook.byId.get(id), row = sheet && rows.get(key(sheet, rowId)), column = sheet && sheet.places.get(columnId)
    if (row && column !== undefined) changes.push(deeds.set(sheet, row, column, value))
  }
  pane.commit()
  pane.put(changes, deed)
}
