// Ctrl+D, Ctrl+R and the fill handle: values of some cells repeated in their neighbours.
import { show } from "../forms/value.js"
import { set } from "./workbook.js"
import * as texts from "./texts.js"

// A value taken from one cell, as another cell takes it.
const carried = (pane, fromRow, fromColumn, row, column) => {
  const { sheet } = pane, source = sheet.cell(fromRow, fromColumn), target = sheet.cell(row, column)
  const value = pane.marks.value(sheet, fromRow, fromColumn)
  if (value === null || (source.type === target.type && !source.formula)) return value
  return pane.typing.read(show(value, source), target)
}

// Writes the cells of a block from `origin(row, column)`; locked ones are left alone.
const spread = (pane, top, left, bottom, right, origin) => {
  if (pane.readOnly) { pane.events.refuse(texts.readOnly); return 0 }
  const changes = []
  let skipped = 0
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const [r, c] = origin(row, column)
      if (pane.refusal(row, column)) skipped++
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

// Repeats the selected block over the stretched one, and selects both.
export const fillTo = (pane, block) => {
  const { top, left, height, width, bottom, right } = pane.selection
  const skipped = spread(pane, block.top, block.left, block.bottom, block.right, (row, column) => [turn(row, top, height), turn(column, left, width)])
  pane.range(Math.min(top, block.top), Math.min(left, block.left), Math.max(bottom, block.bottom), Math.max(right, block.right))
  tell(pane, skipped)
}
