// Ctrl+D, Ctrl+R and the fill handle: values of some cells repeated, or gone on with, in their neighbours.
import { empty, show } from "../forms/value.js"
import { progression } from "./series.js"
import { set } from "./workbook.js"
import * as texts from "./texts.js"

// A value taken from one cell, as another cell takes it.
const carried = (pane, fromRow, fromColumn, row, column) => {
  const { sheet } = pane, source = sheet.cell(fromRow, fromColumn), target = sheet.cell(row, column)
  const value = pane.marks.value(sheet, fromRow, fromColumn)
  if (value === null || (source.type === target.type && !source.formula)) return value
  return pane.typing.read(show(value, source), target)
}

// Writes the cells of a block from `origin(row, column)`, or with what `series(row, column)` gives; locked ones are left alone.
const spread = (pane, top, left, bottom, right, origin, series = null) => {
  if (pane.readOnly) { pane.events.refuse(texts.readOnly); return 0 }
  const changes = []
  let skipped = 0
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const [r, c] = origin(row, column), next = series && series(row, column)
      if (pane.refusal(row, column)) skipped++
      else if (next) changes.push(set(pane.sheet, pane.sheet.rows[row], column, pane.typing.read(next, pane.sheet.cell(row, column))))
      else if (r !== row || c !== column) changes.push(set(pane.sheet, pane.sheet.rows[row], column, carried(pane, r, c, row, column)))
    }
  }
  pane.put(changes, "fill")
  return skipped
}

const tell = (pane, skipped) => { if (skipped) pane.events.refuse(texts.skipped(skipped)) }

export const fillDown = pane => {
  const { top, bottom, left, right } = pane.selection
  if (top < bottom) tell(pane, spread(pane, top + 1, left, bottom, right, (_, column) => [top, column]))
  else if (top > 0) tell(pane, spread(pane, top, left, top, right, (row, column) => [row - 1, column]))
}

export const fillRight = pane => {
  const { top, bottom, left, right } = pane.selection
  if (left < right) tell(pane, spread(pane, top, left + 1, bottom, right, row => [row, left]))
  else if (left > 0) tell(pane, spread(pane, top, left, bottom, left, (row, column) => [row, column - 1]))
}

// Where a drag of the handle to a cell leads: the block that will be filled, in one direction.
export const stretched = (selection, row, column) => {
  const { top, bottom, left, right } = selection
  const down = row - bottom, up = top - row, after = column - right, before = left - column
  const most = Math.max(down, up, after, before)
  if (most <= 0) return null
  if (most === down) return { top: bottom + 1, left, bottom: row, right }
  if (most === up) return { top: row, left, bottom: top - 1, right }
  return most === after ? { top, left: right + 1, bottom, right: column } : { top, left: column, bottom, right: left - 1 }
}

const turn = (value, first, size) => first + ((((value - first) % size) + size) % size)

// Repeats the selected block over the stretched one, or goes on with it as a series, and selects both.
export const fillTo = (pane, block, series = false) => {
  const { top, left, height, width, bottom, right } = pane.selection
  const origin = (row, column) => [turn(row, top, height), turn(column, left, width)]
  const skipped = spread(pane, block.top, block.left, block.bottom, block.right, origin, series ? continued(pane, block) : null)
  pane.range(Math.min(top, block.top), Math.min(left, block.left), Math.max(bottom, block.bottom), Math.max(right, block.right))
  tell(pane, skipped)
}

// What each line of the block goes on with: down or up its columns, else along its rows.
const continued = (pane, block) => {
  const { sheet, selection, marks } = pane, upright = block.left === selection.left && block.right === selection.right
  const lines = new Map()
  const line = at => {
    if (!lines.has(at)) {
      const places = upright ? range(selection.top, selection.bottom).map(row => [row, at]) : range(selection.left, selection.right).map(column => [at, column])
      const [row, column] = places[0], next = progression(places.map(([r, c]) => [marks.value(sheet, r, c), sheet.cell(r, c)]))
      lines.set(at, step => { const value = next && next(step); return value === null ? null : show(value, sheet.cell(row, column)) })
    }
    return lines.get(at)
  }
  return (row, column) => line(upright ? column : row)(upright ? row - selection.top : column - selection.left)
}

const range = (first, last) => Array.from({ length: last - first + 1 }, (_, at) => first + at)

// A double click on the handle: down as far as what stands beside goes, and not over what is filled below.
export const fillToEnd = (pane, series = false) => {
  const { sheet, selection, marks } = pane, { bottom, left, right } = selection
  const full = (row, column) => !empty(marks.value(sheet, row, column)), last = sheet.filledRows.length - 1
  const reach = column => { let row = bottom; while (row < last && full(row + 1, column)) row++; return row }
  const beside = [left - 1, right + 1].filter(column => column >= 0 && column < sheet.width).map(reach)
  // Captions stand beside every row of a sheet whose rows are fixed.
  let end = sheet.free ? Math.max(bottom, ...beside) : last
  for (let row = bottom + 1; row <= end; row++) {
    if (range(left, right).some(column => full(row, column) && !pane.refusal(row, column))) end = row - 1
  }
  if (end > bottom) fillTo(pane, { top: bottom + 1, left, bottom: end, right }, series)
  else pane.events.refuse(texts.nothingToFill)
}
