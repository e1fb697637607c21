// Rows that the person adds to a free sheet and removes from it.
import { insert, remove } from "./workbook.js"
import * as texts from "./texts.js"

const may = pane => {
  const reason = pane.readOnly ? texts.readOnly : pane.sheet.free ? "" : texts.fixedRows
  if (reason) pane.events.refuse(reason)
  return !reason
}

// How many more rows fit on the sheet.
export const room = sheet => (sheet.free ? sheet.limit - sheet.filledRows.length : 0)

// `below` 1: under the active row, 0: above it. The empty last row of the sheet counts as the place to go to.
export const addRow = (pane, below) => {
  pane.commit()
  if (!may(pane)) return true
  const { sheet, selection } = pane
  if (room(sheet) < 1) { pane.events.refuse(texts.rowLimit(sheet.limit)); return true }
  const filled = sheet.filledRows.length, at = Math.min(selection.row + below, filled)
  const row = at === filled && sheet.rows[filled] && sheet.rows[filled].spare ? sheet.rows[filled] : sheet.freshRow()
  pane.put([insert(sheet, row, at)], "insert")
  pane.select(at, selection.column)
  return true
}

export const removeRows = pane => {
  pane.commit()
  if (!may(pane)) return true
  const { sheet, selection } = pane, gone = sheet.rows.slice(selection.top, selection.bottom + 1).filter(row => !row.spare)
  if (!gone.length) return true
  const at = selection.top
  pane.put(gone.map(row => remove(sheet, row)), "remove")
  pane.select(Math.min(at, sheet.height - 1), selection.column)
  return true
}

// Rows for a paste that goes beyond the end: the spare one and as many new as fit. Returns the changes and the rows.
export const extend = (sheet, count) => {
  const rows = [], changes = [], filled = sheet.filledRows.length
  const spare = sheet.rows[filled]
  for (let at = 0; at < Math.min(count, room(sheet)); at++) {
    const row = at === 0 && spare && spare.spare ? spare : sheet.freshRow()
    rows.push(row)
    changes.push(insert(sheet, row, filled + at))
  }
  return { rows, changes }
}
