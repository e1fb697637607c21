// The check of a filled form: every finding with its cell and what to do about it, kept up with each edit.
import { Calculation } from "./calculation.js"
import { Dependencies } from "./dependencies.js"
import { address, placeKey, writable } from "./form.js"
import { FormulaError } from "./formula.js"
import { boundsOf, broken, constant, holds, sentence } from "./limits.js"
import { spaced, trim } from "./number.js"
import * as texts from "./texts.js"
import { area } from "./tree.js"
import { coerce, empty, fault } from "./value.js"

/** The checker of a form; `today` is the day in Moscow, "2026-09-20". It holds no values yet where they come `later`, by setValues. */
export function createChecker(form, { today = null, later = false } = {}) { return new Checker(form, today, later) }

const SILENCING = ["type", "formula"] // where a cell has no proper value, rules about it would only repeat that
const required = (cell, column) => Boolean(writable(cell) && (cell.required || column.required))
const word = text => trim(spaced(text)).toLowerCase()

class Checker {
  constructor(form, today, later) {
    this.form = form
    this.calculation = new Calculation(form, today)
    this.dependencies = new Dependencies(this.calculation)
    this.rules = form.sheets.map(sheet => (form.rules || []).filter(rule => rule.sheet === sheet.id))
    this.bounds = new Map() // of limits that look at no cell
    this.choices = new Map() // of a cell with a list: how its options may stand in it
    if (!later) this.setValues({})
  }

  /** Takes all the values of a draft, by ids of sheet, row and column. */
  setValues(values) {
    this.calculation.load(values || {})
    const { sheets } = this.calculation
    this.used = sheets.map(filled => filled.ids.map((_, row) => filled.used(row)))
    this.found = sheets.map(filled => filled.ids.map(() => null)) // by sheet, row, column: lists of findings
    this.outside = sheets.map(() => []) // findings about no cell of the table, and the rules that may have them
    this.outsideRules = sheets.map((filled, sheet) => this.rules[sheet].filter(({ range: [top, left, bottom, right] }) =>
      !(filled.free && bottom >= filled.definition.top) && !(any(filled.numbers, left, right) && any(filled.rowNumbers, top, bottom))))
    sheets.forEach((filled, sheet) => {
      for (let row = 0; row < filled.ids.length; row++) for (let column = 0; column < filled.columns.length; column++) this.judge(sheet, row, column)
      this.judgeOutside(sheet)
    })
    this.list = null
  }

  /** Takes one value and looks again at what depends on it. A row that is not there yet becomes the last one. */
  set(sheetId, rowId, columnId, value) {
    const sheet = this.calculation.index.get(sheetId), filled = this.calculation.sheets[sheet]
    if (!filled || !filled.columnOf.has(columnId)) return
    if (!filled.rowOf.has(rowId)) { if (filled.free) this.setValues(this.extended(sheet, rowId, columnId, value)); return }
    const row = filled.rowOf.get(rowId), column = filled.columnOf.get(columnId)
    this.calculation.put(sheet, row, column, value)
    const again = this.dependent(sheet, row, column), used = filled.used(row)
    if (used !== this.used[sheet][row]) {
      this.used[sheet][row] = used
      filled.columns.forEach((_, at) => again.set(placeKey(sheet, row, at), [sheet, row, at]))
    }
    again.forEach(place => this.judge(...place))
    this.calculation.sheets.forEach((_, at) => this.judgeOutside(at))
    this.list = null
  }

  /** The day of formulas and of dates typed without a year. */
  get today() { return this.calculation.today }

  /** What the cell holds; of a computed one its result, maybe a FormulaError; null when there is no such cell. */
  value(sheetId, rowId, columnId) {
    const place = this.place(sheetId, rowId, columnId)
    return place ? this.calculation.value(...place) : null
  }

  /** Every finding, by sheets, rows and columns. */
  findings() {
    if (!this.list) {
      this.list = []
      this.found.forEach((rows, sheet) => {
        for (const row of rows) if (row) for (const cell of row) if (cell) this.list.push(...cell)
        this.list.push(...this.outside[sheet])
      })
    }
    return this.list
  }

  /** The first finding of a cell, null when it has none. */
  finding(sheetId, rowId, columnId) {
    const place = this.place(sheetId, rowId, columnId)
    const row = place && this.found[place[0]][place[1]], cell = row && row[place[2]]
    return cell ? cell[0] : null
  }

  /** {filled, required}: of the required cells; empty free rows require nothing. */
  completeness() {
    let filled = 0, wanted = 0
    this.calculation.sheets.forEach((held, sheet) => held.ids.forEach((_, row) => {
      if (!this.used[sheet][row]) return
      held.columns.forEach((column, at) => {
        if (!required(held.cells[row][at], column)) return
        wanted++
        if (!empty(held.values[row][at])) filled++
      })
    }))
    return { filled, required: wanted }
  }

  place(sheetId, rowId, columnId) {
    const sheet = this.calculation.index.get(sheetId), filled = this.calculation.sheets[sheet]
    const row = filled && filled.rowOf.get(rowId), column = filled && filled.columnOf.get(columnId)
    return row === undefined || column === undefined ? null : [sheet, row, column]
  }

  // The present values with one more row.
  extended(sheet, rowId, columnId, value) {
    const values = {}
    this.calculation.sheets.forEach((filled, at) => {
      const cells = {}
      filled.ids.forEach((id, row) => { cells[id] = {}; filled.columns.forEach((column, place) => { cells[id][column.id] = filled.values[row][place] }) })
      values[filled.definition.id] = { rows: filled.ids.slice(), cells }
      if (at === sheet) { values[filled.definition.id].rows.push(rowId); cells[rowId] = { [columnId]: value } }
    })
    return values
  }

  // The cells whose findings may change with this one, and this one; computed ones among them forget their results.
  dependent(sheet, row, column) {
    const again = new Map([[placeKey(sheet, row, column), [sheet, row, column]]]), waiting = [[sheet, row, column]]
    const { sheets } = this.calculation
    const see = reader => {
      const filled = sheets[reader.sheet]
      for (const [, at] of within(filled.columnAt, reader.left, reader.right)) {
        for (const [, line] of within(filled.rowAt, reader.top, reader.bottom)) {
          const cell = filled.cells[line][at]
          if (reader.cell && cell !== reader.cell) continue
          const key = placeKey(reader.sheet, line, at)
          if (reader.cell && cell.formula && filled.operands[line][at] !== undefined) {
            this.calculation.forget(reader.sheet, line, at)
            waiting.push([reader.sheet, line, at])
          }
          if (!again.has(key)) again.set(key, [reader.sheet, line, at])
        }
      }
    }
    while (waiting.length) {
      const [index, line, at] = waiting.pop()
      this.dependencies.readers(index, sheets[index].rowNumbers[line], sheets[index].numbers[at], see)
    }
    return again
  }

  // Looks at one cell: what it has against its value, and the rules over it.
  judge(sheet, row, column) {
    const filled = this.calculation.sheets[sheet], own = this.own(sheet, row, column), findings = own ? [this.made(sheet, row, column, ...own)] : []
    if (!(own && SILENCING.includes(own[0])) && this.used[sheet][row]) {
      const number = filled.rowNumbers[row], at = filled.numbers[column]
      for (const rule of this.rules[sheet]) {
        const [top, left, bottom, right] = rule.range
        if (number >= top && number <= bottom && at >= left && at <= right && this.broken(rule, number, at)) findings.push(this.made(sheet, row, column, "rule", rule.level, rule.message || texts.BROKEN_RULE, rule.id))
      }
    }
    const rows = this.found[sheet]
    if (findings.length) (rows[row] || (rows[row] = new Array(filled.columns.length)))[column] = findings
    else if (rows[row]) rows[row][column] = undefined
  }

  // Kind, level and text of what the cell itself has against its value; null when nothing.
  own(sheet, row, column) {
    const filled = this.calculation.sheets[sheet], cell = filled.cells[row][column]
    if (cell.formula) {
      const result = this.used[sheet][row] ? this.calculation.result(sheet, row, column) : null
      return result instanceof FormulaError ? ["formula", "error", texts.failedFormula(result.code)] : null
    }
    if (cell.locked) return null
    const value = filled.values[row][column]
    if (empty(value)) return this.used[sheet][row] && required(cell, filled.columns[column]) ? ["required", "error", texts.REQUIRED] : null
    const reason = fault(value, cell), { list, limits } = cell
    if (reason === null && !list && !limits) return null
    const level = cell.strict === false ? "warning" : "error"
    if (list && reason !== null) return ["type", "error", cell.error || texts.choice(list)]
    if (list && !this.listed(value, cell)) return ["list", level, cell.error || texts.choice(list)]
    const shift = [filled.down(row), 0], bounds = limits ? this.boundsOf(limits, shift) : null
    const needed = () => (bounds ? sentence(cell, limits, bounds) : "")
    // The form's own words for a date or a time speak of when, not of how it is written.
    const own = cell.type === "date" || cell.type === "time" ? "" : cell.error
    if (reason !== null && Object.values(texts.LACKS).includes(reason)) return ["type", "error", reason + "."]
    if (reason !== null) return ["type", "error", own || needed() || reason + "."]
    if (!limits) return null
    if (limits.kind === "custom") return holds(this.run(limits.first, shift)) ? null : ["limits", level, cell.error || texts.CUSTOM]
    return broken(value, cell, limits, bounds) ? ["limits", level, cell.error || needed()] : null
  }

  boundsOf(limits, shift) {
    if (this.bounds.has(limits)) return this.bounds.get(limits)
    const bounds = boundsOf(limits, tree => this.run(tree, shift))
    if (constant(limits)) this.bounds.set(limits, bounds)
    return bounds
  }

  // What a tree comes to; null for a reference to an empty cell.
  run(tree, shift) {
    if (tree[0] === "ref") {
      const cells = area(tree, ...shift)
      if (cells && this.calculation.operand(cells.sheet, cells.top, cells.left) === null) return null
    }
    return this.calculation.run(tree, shift)
  }

  listed(value, cell) {
    let options = this.choices.get(cell)
    if (!options) {
      const bare = { ...cell, list: undefined }
      options = { typed: new Set(cell.list.map(option => coerce(option, bare))), named: new Set(cell.list.map(word)) }
      this.choices.set(cell, options)
    }
    return options.typed.has(value) || (typeof value === "string" && options.named.has(word(value)))
  }

  broken(rule, row, column) { return !holds(this.calculation.run(rule.condition, [row - rule.range[0], column - rule.range[1]])) }

  // Rules about no cell of the table, say about a heading.
  judgeOutside(sheet) {
    const { id, name } = this.form.sheets[sheet]
    this.outside[sheet] = this.outsideRules[sheet].filter(rule => this.broken(rule, rule.range[0], rule.range[1])).map(rule => ({
      sheet: id, sheet_name: name, row: null, column: null, address: address(rule.range[0], rule.range[1]),
      kind: "rule", rule: rule.id, level: rule.level, text: rule.message || texts.BROKEN_RULE,
    }))
  }

  made(sheet, row, column, kind, level, text, rule = null) {
    const filled = this.calculation.sheets[sheet], { id, name } = filled.definition
    return { sheet: id, sheet_name: name, row: filled.ids[row], column: filled.columns[column].id, address: filled.address(row, column), kind, rule, level, text }
  }
}

const any = (numbers, first, last) => numbers.some(number => number >= first && number <= last)

// The entries of a map by Excel numbers that lie between two of them, asked for one by one when they are few.
function within(map, first, last) {
  if (last - first > map.size) return Array.from(map).filter(([number]) => number >= first && number <= last)
  const found = []
  for (let number = first; number <= last; number++) if (map.has(number)) found.push([number, map.get(number)])
  return found
}
