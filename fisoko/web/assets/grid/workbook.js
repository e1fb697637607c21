// All sheets of the form: every change of a value or a row goes through here, is one step of history, and becomes operations.
import { same } from "../forms/value.js"
import { random } from "../saving/random.js"
import { History } from "./history.js"
import { Sheet } from "./sheet.js"

export const set = (sheet, row, column, value) => ({ kind: "set", sheet, row, column, value })
// `values`: of a new row that begins with some.
export const insert = (sheet, row, at, values) => ({ kind: "insert", sheet, row, at, values })
// To the place `at` among the rows as they stand when it has left its own.
export const move = (sheet, row, at) => ({ kind: "move", sheet, row, at })
export const remove = (sheet, row) => ({ kind: "remove", sheet, row })

export class Workbook {
  constructor(form, draft, checker) {
    this.form = form
    this.checker = checker
    this.history = new History()
    this.ears = []
    this.sheets = form.sheets.map((definition, index) => new Sheet(definition, index))
    this.byId = new Map(this.sheets.map(sheet => [sheet.id, sheet]))
    this.load(draft)
  }

  onchange(hear) { this.ears.push(hear) }
  tell(change) { this.ears.forEach(hear => hear(change)) }

  load(values = {}) {
    this.sheets.forEach(sheet => sheet.load(values[sheet.id]))
    this.checker.setValues(this.values())
  }

  // Takes the draft as the server has it now; returns the cells that are different from before.
  adopt(values) {
    const shape = () => this.sheets.map(sheet => sheet.filledRows.map(row => row.id).join(" ")).join("|")
    const before = new Map(), form = shape(), changed = []
    this.sheets.forEach(sheet => sheet.rows.forEach(row => before.set(row, row.values)))
    this.load(values)
    this.sheets.forEach(sheet => sheet.filledRows.forEach(row => row.values.forEach((value, column) => {
      const old = before.get(row)
      if (!same(value, old ? old[column] : sheet.first(row, column))) changed.push([sheet, row, column])
    })))
    const moved = form !== shape()
    if (moved) this.history.forget()
    this.tell({ steps: [], ops: [], cells: changed, sheets: new Set(moved ? this.sheets : []), deed: "adopt" })
    return { changed, moved }
  }

  values() {
    const values = {}
    this.sheets.forEach(sheet => { values[sheet.id] = sheet.values() })
    return values
  }

  // One deed of the person. Returns how many changes it made; `place` is the selection to go back to.
  apply(changes, deed, place) {
    const made = this.run(changes)
    if (!made.steps.length) return 0
    this.history.record({ deed, steps: made.steps, place, index: place ? place.index : 0 })
    this.tell({ ...made, deed })
    return made.steps.length
  }

  undo() { return this.travel(this.history.back(), step => step.steps.slice().reverse().map(backwards), "undo") }
  redo() { return this.travel(this.history.forth(), step => step.steps.map(forwards), "redo") }

  // A cell that holds something else than the step has left there is another window's by now: it stays, and `kept` names it.
  travel(step, changes, deed) {
    if (!step) return null
    const made = this.run(changes(step))
    this.tell({ ...made, deed })
    return { ...step, kept: made.kept }
  }

  run(changes) {
    const made = { steps: [], ops: [], cells: [], sheets: new Set(), kept: [] }
    for (const change of changes) this[change.kind](change, made)
    this.refresh(made)
    return made
  }

  // The checker hears single values one by one, and everything at once when rows have moved or much has changed.
  refresh(made) {
    if (made.sheets.size || made.cells.length > 400) this.checker.setValues(this.values())
    else for (const [sheet, row, column] of made.cells) this.checker.set(sheet.id, row.id, sheet.columns[column].id, row.values[column])
  }

  set({ sheet, row, column, value, expected }, made) {
    const before = row.values[column]
    if (same(before, value)) return
    if (expected !== undefined && !same(before, expected)) { made.kept.push([sheet, row, column]); return }
    if (row.spare) this.insert({ sheet, row, at: sheet.rows.indexOf(row) }, made)
    row.values[column] = value === undefined ? null : value
    made.steps.push({ kind: "set", sheet, row, column, value: row.values[column], before })
    made.cells.push([sheet, row, column])
    made.ops.push(["set", sheet.id, row.id, sheet.columns[column].id, row.values[column]])
  }

  insert({ sheet, row, at, values }, made) {
    if (row.spare) row.spare = false
    else {
      if (row.spent) { row.id = random(10); row.spent = false }
      sheet.rows.splice(at, 0, row)
    }
    const above = at > 0 ? sheet.rows[at - 1] : null
    made.ops.push(["insert", sheet.id, row.id, above ? above.id : null])
    if (values) this.restore(sheet, row, values, made)
    made.steps.push({ kind: "insert", sheet, row, at, held: row.values.slice() })
    made.sheets.add(sheet)
    this.keepSpare(sheet)
  }

  restore(sheet, row, values, made) {
    row.values = values.slice()
    values.forEach((value, column) => {
      if (!same(value, sheet.first(row, column))) made.ops.push(["set", sheet.id, row.id, sheet.columns[column].id, value])
    })
  }

  remove({ sheet, row, expected }, made) {
    const at = sheet.rows.indexOf(row)
    if (at < 0 || row.spare) return
    const other = expected ? row.values.findIndex((value, column) => !same(value, expected[column])) : -1
    if (other >= 0) {
      if (!made.kept.some(([, known]) => known === row)) made.kept.push([sheet, row, other]) // a cell of the row may be named already
      return
    }
    sheet.rows.splice(at, 1)
    row.spent = true
    made.ops.push(["delete", sheet.id, row.id])
    made.steps.push({ kind: "remove", sheet, row, at, values: row.values.slice() })
    made.sheets.add(sheet)
    this.keepSpare(sheet)
  }

  move({ sheet, row, at }, made) {
    const from = sheet.rows.indexOf(row)
    if (from < 0 || from === at || row.spare) return
    sheet.rows.splice(from, 1)
    sheet.rows.splice(at, 0, row)
    made.ops.push(["move", sheet.id, row.id, at > 0 ? sheet.rows[at - 1].id : null])
    made.steps.push({ kind: "move", sheet, row, at, before: from })
    made.sheets.add(sheet)
  }

  keepSpare(sheet) {
    const over = sheet.rows.length > sheet.limit && sheet.rows[sheet.rows.length - 1].spare
    if (over) sheet.rows.pop()
    sheet.ensureSpare()
  }
}

// `expected`: what the step has left, which alone may be taken back.
const backwards = step => {
  if (step.kind === "set") return { ...step, value: step.before, expected: step.value }
  if (step.kind === "move") return { ...step, at: step.before }
  return step.kind === "insert" ? { ...step, kind: "remove", expected: step.held } : { ...step, kind: "insert" }
}

const forwards = step => {
  if (step.kind === "set") return { ...step, expected: step.before === undefined ? null : step.before }
  if (step.kind === "remove") return { ...step, expected: step.values }
  return step.kind === "insert" ? { ...step, values: step.row.values } : step
}
