// Rows that the person adds to a free sheet and removes from it.
import { insert, move, remove } from "./workbook.js"
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
  pane.events.removed(gone.length)
  return true
}

// The selected rows once more, under them.
export const duplicateRows = pane => {
  pane.commit()
  if (!may(pane)) return true
  const { sheet, selection } = pane, { left, right } = selection
  const rows = sheet.rows.slice(selection.top, selection.bottom + 1).filter(row => !row.spare), at = selection.top + rows.length
  if (!rows.length) return true
  if (room(sheet) < rows.length) { pane.events.refuse(texts.rowLimit(sheet.limit)); return true }
  pane.put(rows.map((row, index) => insert(sheet, sheet.freshRow(), at + index, row.values.slice())), "duplicate")
  pane.range(at, left, at + rows.length - 1, right)
  return true
}

// The selected rows one place up (-1) or down (1): the row that they pass goes to their other side.
export const moveRows = (pane, step) => {
  pane.commit()
  if (!may(pane)) return true
  const { sheet, selection } = pane, { top, left, right } = selection, last = sheet.filledRows.length - 1
  const bottom = Math.min(selection.bottom, last), passed = step < 0 ? top - 1 : bottom + 1
  if (top > last || passed < 0 || passed > last) return true
  pane.put([move(sheet, sheet.rows[passed], step < 0 ? bottom : top)], "move")
  pane.range(top + step, left, bottom + step, right)
  pane.view.reveal(step < 0 ? top - 1 : bottom + 1, left)
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
