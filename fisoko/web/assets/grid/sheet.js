// One sheet of the form with its values: the rows that the view paints and the deeds of the person change.
import { cellOf, writable } from "../forms/form.js"
import { same } from "../forms/value.js"
import { random } from "../saving/random.js"

class Row {
  constructor(id, definition) {
    this.id = id
    this.definition = definition // of a fixed row; undefined for a row that the person has added
    this.values = []
    this.spare = false // the empty last row of a free sheet, which is nobody's until something is typed in it
    this.spent = false // its id has once been deleted, and is never used again
  }
}

// Whether every cell of the column that is typed has to be filled: its heading says so then, as if the form did.
const whole = (definition, column) => {
  const cells = definition.free ? [column.cell] : (definition.rows || []).map(row => cellOf(definition, row, column)), typed = cells.filter(writable)
  return typed.length > 0 && typed.every(cell => cell.required)
}

export class Sheet {
  constructor(definition, index) {
    this.definition = definition
    this.index = index
    this.id = definition.id
    this.name = definition.name
    this.free = Boolean(definition.free)
    this.limit = definition.max_rows || 1000
    this.columns = definition.columns.map(column => (!column.required && whole(definition, column) ? { ...column, required: true } : column))
    this.captions = definition.captions || []
    this.rows = []
    this.places = new Map(this.columns.map((column, at) => [column.id, at]))
  }

  get width() { return this.columns.length }
  get height() { return this.rows.length }

  cell(row, column) { return cellOf(this.definition, this.rows[row].definition, this.columns[column]) }
  value(row, column) { return this.rows[row].values[column] }
  number(row) { return this.free ? this.definition.top + row : this.rows[row].definition.number }
  address(row, column) { return this.columns[column].letter + this.number(row) }
  indexOf(rowId) { return this.rows.findIndex(row => row.id === rowId) }
  // The captions that name the row: a dash stands for «no unit».
  namesOf(row) { return this.free ? [] : this.captionsOf(row).filter(text => text && !/^[–—-]$/.test(text)) }
  captionsOf(row) { return this.free ? [String(this.number(row))] : this.rows[row].definition.captions || [] }
  get captionTitles() { return this.free ? [{ title: "", width: 48 }] : this.captions }

  first(row, column) {
    const value = cellOf(this.definition, row.definition, this.columns[column]).value
    return value === undefined ? null : value
  }

  fill(row, cells = {}) {
    row.values = this.columns.map((column, at) => (column.id in cells ? cells[column.id] : this.first(row, at)))
    return row
  }

  // Takes the stored values of a draft; rows that are already known stay the same objects.
  load(draft = {}) {
    const known = new Map(this.rows.map(row => [row.id, row]))
    const cells = draft.cells || {}
    const take = (id, definition) => {
      const row = known.get(id) || new Row(id, definition)
      row.spare = false
      return this.fill(row, cells[id])
    }
    const spare = this.rows.find(row => row.spare)
    this.rows = this.free ? (draft.rows || []).map(id => take(id)) : this.definition.rows.map(row => take(row.id, row))
    if (this.free) this.ensureSpare(spare && !(draft.rows || []).includes(spare.id) ? spare : null)
  }

  freshRow() { return this.fill(new Row(random(10))) }

  ensureSpare(row) {
    const last = this.rows[this.rows.length - 1]
    if (!this.free || this.locked || (last && last.spare) || this.rows.length >= this.limit) return
    const spare = row || this.freshRow()
    spare.spare = true
    this.rows.push(spare)
  }

  // A sheet that is only looked at has no spare row.
  lock() {
    this.locked = true
    this.rows = this.rows.filter(row => !row.spare)
  }

  get filledRows() { return this.rows.filter(row => !row.spare) }

  // The stored values in the shape of a draft.
  values() {
    const cells = {}
    for (const row of this.filledRows) {
      const held = {}
      this.columns.forEach((column, at) => {
        if (!same(row.values[at], this.first(row, at))) held[column.id] = row.values[at]
      })
      cells[row.id] = held
    }
    return this.free ? { rows: this.filledRows.map(row => row.id), cells } : { cells }
  }
}
