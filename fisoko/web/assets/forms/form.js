// What stands where in a form's definition: the cell of a place, its Excel numbers and its address.

/** What stands at a row and a column of a sheet: the row's own cell, else the column's. `row` is its definition, if any. */
export const cellOf = (sheet, row, column) => (row && row.cells && row.cells[column.id]) || column.cell

/** The Excel number from 1 of a column by its letters: A → 1, AB → 28. */
export const columnNumber = letters => Array.from(letters).reduce((sum, sign) => sum * 26 + sign.charCodeAt(0) - 64, 0)

/** The letters of a column by its Excel number from 1: 28 → AB. */
export function columnLetters(number) {
  let letters = ""
  for (let rest = number; rest; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}

/** The A1 address of a cell by its Excel numbers: (5, 4) → D5. */
export const address = (row, column) => columnLetters(column) + row

/** The Excel numbers [row, column] of an A1 address, null when it is none. */
export function positions(address) {
  const match = /^\$?([A-Z]{1,3})\$?([1-9][0-9]*)$/.exec(address)
  return match && [Number(match[2]), columnNumber(match[1])]
}

/** One number for a place: sheet, row and column, each from 0 or 1. */
export const placeKey = (sheet, row, column) => (sheet * 2097152 + row) * 32768 + column

/** Whether a person may type in the cell. */
export const writable = cell => !cell.locked && !cell.formula
