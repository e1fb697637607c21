// What every cell of a filled form holds: typed values, first values, and formulas, computed when asked for.
import { address, cellOf, columnNumber, placeKey, positions, writable } from "./form.js"
import { FormulaError, evaluate, operand } from "./formula.js"
import { area, references } from "./tree.js"
import { computed, empty, same } from "./value.js"

const CIRCLE = new FormulaError("#CIRC!")
const valueOr = (value, other) => (value === undefined ? other : value)

// A sheet of the form with what is stored of it: rows in order, and by row and column their cells and values.
class FilledSheet {
  constructor(definition) {
    this.definition = definition
    this.free = Boolean(definition.free)
    this.columns = definition.columns
    this.numbers = this.columns.map(column => columnNumber(column.letter))
    this.columnAt = new Map(this.numbers.map((number, at) => [number, at])) // by Excel number
    this.columnOf = new Map(this.columns.map((column, at) => [column.id, at]))
    this.usual = this.columns.map(column => column.cell)
    this.fixed = this.free ? null : definition.rows.map(row => this.columns.map(column => cellOf(definition, row, column)))
    this.load({})
  }

  load(stored) {
    const { definition } = this
    this.ids = this.free ? Array.from(new Set(stored.rows || [])) : definition.rows.map(row => row.id)
    this.rowNumbers = this.ids.map((id, at) => (this.free ? definition.top + at : definition.rows[at].number))
    this.rowAt = new Map(this.rowNumbers.map((number, at) => [number, at]))
    this.rowOf = new Map(this.ids.map((id, at) => [id, at]))
    this.cells = this.free ? this.ids.map(() => this.usual) : this.fixed
    this.values = this.ids.map((id, at) => {
      const row = (stored.cells || {})[id] || {}
      return this.columns.map(({ id }, column) => this.taken(this.cells[at][column], row[id]))
    })
    this.operands = this.ids.map(() => new Array(this.columns.length)) // as formulas see them; undefined = not yet known
  }

  // What the cell holds of a typed value; what is locked or computed is never typed.
  taken(cell, value) { return value === undefined || !writable(cell) ? valueOr(cell.value, null) : value }

  // Whether the row counts: every fixed one; a free one with anything beyond its first values.
  used(row) {
    return !this.free || this.columns.some(({ cell }, at) => !empty(this.values[row][at]) && !same(this.values[row][at], valueOr(cell.value, null)))
  }

  // How many rows it is from the home of the row's trees: of free rows, the first one; fixed cells have trees of their own.
  down(row) { return this.free ? row : 0 }

  address(row, column) { return this.columns[column].letter + this.rowNumbers[row] }
}

export class Calculation {
  constructor(form, today) {
    this.form = form
    this.today = today
    this.constants = form.constants || {}
    this.sheets = form.sheets.map(sheet => new FilledSheet(sheet))
    this.index = new Map(form.sheets.map((sheet, at) => [sheet.id, at]))
    this.nodes = new Map() // the references of each formula
    this.lookup = (sheet, row, column) => this.operand(sheet, row, column)
    this.lookup.bounds = () => this.bounds
  }

  load(values) {
    this.sheets.forEach(sheet => sheet.load(values[sheet.definition.id] || {}))
    this.bounds = this.used()
    this.formulas = this.sheets.map(computedRows)
  }

  // The last row and column in use on any sheet, so that ranges of one size stay so.
  used() {
    let row = 1, column = 1
    for (const cells of Object.values(this.constants)) for (const place of Object.keys(cells).map(positions)) if (place) { row = Math.max(row, place[0]); column = Math.max(column, place[1]) }
    for (const { rowNumbers, numbers } of this.sheets) { rowNumbers.forEach(number => { row = Math.max(row, number) }); column = Math.max(column, ...numbers) }
    return [row, column]
  }

  // What a tree comes to among these values.
  run(tree, shift) { return evaluate(tree, this.lookup, shift, this.today) }

  // What the cell holds, by indexes; a computed one in the shape of its type.
  value(sheet, row, column) {
    const filled = this.sheets[sheet], cell = filled.cells[row][column]
    return cell.formula ? computed(this.result(sheet, row, column), cell.type) : filled.values[row][column]
  }

  put(sheet, row, column, value) {
    const filled = this.sheets[sheet]
    filled.values[row][column] = filled.taken(filled.cells[row][column], value)
    this.forget(sheet, row, column)
  }

  forget(sheet, row, column) { this.sheets[sheet].operands[row][column] = undefined }

  // The operand of a cell by Excel numbers, for formulas.
  operand(sheet, row, column) {
    if (typeof sheet === "string") return operand((this.constants[sheet] || {})[address(row, column)])
    const filled = this.sheets[sheet]
    if (!filled) return new FormulaError("#REF!")
    const at = filled.rowAt.get(row), place = filled.columnAt.get(column)
    if (at === undefined || place === undefined) return operand((this.constants[sheet] || {})[address(row, column)])
    const known = filled.operands[at][place]
    if (known !== undefined) return known
    const cell = filled.cells[at][place]
    if (cell.formula) return this.result(sheet, at, place)
    return (filled.operands[at][place] = operand(filled.values[at][place], cell.type))
  }

  result(sheet, row, column) {
    const { operands } = this.sheets[sheet]
    if (operands[row][column] === undefined) this.compute([sheet, row, column])
    return operands[row][column]
  }

  // Computes a cell after all it looks at, without recursion: a running total may be a thousand rows long.
  // A formula that leads back to itself, by whatever branch, and all that look at it, come to #CIRC!.
  compute(first) {
    const path = [this.step(first)], on = new Map([[placeKey(...first), 0]])
    while (path.length) {
      const step = path[path.length - 1], other = step.waits.pop()
      if (other) {
        const key = placeKey(...other), known = this.sheets[other[0]].operands[other[1]][other[2]]
        if (on.has(key)) for (let at = on.get(key); at < path.length; at++) path[at].circular = true
        else if (known === undefined) { on.set(key, path.length); path.push(this.step(other)) }
        else if (known === CIRCLE) step.circular = true
        continue
      }
      const [sheet, row, column] = step.place, filled = this.sheets[sheet]
      path.pop()
      on.delete(placeKey(...step.place))
      filled.operands[row][column] = step.circular ? CIRCLE : this.run(filled.cells[row][column].formula, [filled.down(row), 0])
      if (step.circular && path.length) path[path.length - 1].circular = true
    }
  }

  referencesOf(tree) {
    if (!this.nodes.has(tree)) this.nodes.set(tree, references(tree))
    return this.nodes.get(tree)
  }

  step(place) { return { place, waits: this.lookedAt(place), circular: false } }

  // The computed cells that a computed cell looks at, by indexes.
  lookedAt([sheet, row, column]) {
    const filled = this.sheets[sheet], found = []
    for (const node of this.referencesOf(filled.cells[row][column].formula)) {
      const cells = area(node, filled.down(row), 0)
      if (!cells || typeof cells.sheet === "string" || !this.formulas[cells.sheet]) continue
      const other = this.sheets[cells.sheet]
      for (const [at, rows] of this.formulas[cells.sheet]) {
        if (other.numbers[at] < cells.left || other.numbers[at] > cells.right) continue
        for (let place = firstFrom(rows, other.rowNumbers, cells.top); place < rows.length && other.rowNumbers[rows[place]] <= cells.bottom; place++) found.push([cells.sheet, rows[place], at])
      }
    }
    return found
  }
}

// Of a sheet: the indexes of computed rows in order of their numbers, by index of column.
function computedRows(filled) {
  const order = filled.ids.map((_, row) => row).sort((one, other) => filled.rowNumbers[one] - filled.rowNumbers[other])
  const found = filled.columns.map((_, column) => [column, order.filter(row => filled.cells[row][column].formula)])
  return found.filter(([, rows]) => rows.length)
}

// Where in `rows` the first one of at least this number stands.
function firstFrom(rows, numbers, number) {
  let low = 0, high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[rows[middle]] < number) low = middle + 1
    else high = middle
  }
  return low
}
