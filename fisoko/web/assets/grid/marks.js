// How each cell looks: its text, and the signs of an error, a note, a formula, a lock.
import { columnNumber, writable } from "../forms/form.js"
import { add, roundHalfAway } from "../forms/number.js"
import { FormulaError, empty, show } from "../forms/value.js"
import * as texts from "./texts.js"

// How many decimals a computed number shows, as in Excel: as many as its format has, whatever it came to.
const PLACES = { integer: () => 0, decimal: cell => cell.decimals || 0, percent: cell => (cell.decimals || 0) + 2 }
const RIGHT = { integer: true, decimal: true, percent: true }

export class Marks {
  constructor(form, checker) {
    this.form = form
    this.checker = checker
    this.found = new Map() // "sheet row column" → the gravest finding of the cell
    this.list = []
    this.asked = false // whether the person has tried to submit: only then an empty required cell is an error
    this.elsewhere = new Map() // cells that another window has changed → {time, fresh}: fresh ones flash
  }

  key(sheet, row, column) { return `${sheet} ${row} ${column}` }

  refresh() {
    this.list = this.checker.findings()
    this.found = new Map()
    for (const finding of this.list) {
      const key = this.key(finding.sheet, finding.row, finding.column), other = this.found.get(key)
      if (!other || (other.level !== "error" && finding.level === "error")) this.found.set(key, finding)
    }
  }

  finding(sheet, row, column) {
    const hit = this.found.get(this.key(sheet.id, sheet.rows[row].id, sheet.columns[column].id))
    return hit && (hit.kind !== "required" || this.asked) && !sheet.rows[row].spare ? hit : null
  }

  // Whether the value of a cell stands in the way of submitting.
  wrong(sheet, row, column) {
    const hit = this.finding(sheet, row, column)
    return Boolean(hit && hit.level === "error" && hit.kind !== "required")
  }

  get errors() { return this.list.filter(finding => finding.level === "error" && finding.kind !== "required") }
  get missing() { return this.list.filter(finding => finding.level === "error" && finding.kind === "required") }
  get warnings() { return this.list.filter(finding => finding.level === "warning") }

  // What the cell holds: typed by the person, or computed.
  value(sheet, row, column) {
    const cell = sheet.cell(row, column)
    return cell.formula ? this.checker.value(sheet.id, sheet.rows[row].id, sheet.columns[column].id) : sheet.value(row, column)
  }

  text(sheet, row, column) {
    const value = this.value(sheet, row, column), cell = sheet.cell(row, column)
    if (value instanceof FormulaError) return "—"
    return show(cell.formula && typeof value === "number" && PLACES[cell.type] ? roundHalfAway(value, PLACES[cell.type](cell)) : value, cell)
  }

  look(sheet, row, column) {
    const cell = sheet.cell(row, column), finding = this.finding(sheet, row, column), marks = []
    if (RIGHT[cell.type] || (cell.type === "general" && typeof this.value(sheet, row, column) === "number")) marks.push("number")
    if (cell.formula) marks.push("computed")
    else if (cell.locked) marks.push("locked")
    if (sheet.rows[row].spare) marks.push("spare")
    else if (this.mustAlone(sheet, row, column)) marks.push("must")
    if (this.elsewhere.size && (this.stirred(sheet, row, column) || {}).fresh) marks.push("elsewhere")
    if (finding) marks.push(finding.level)
    else if (!cell.formula && !cell.locked && !sheet.rows[row].spare && this.note(sheet, row, column)) marks.push("note")
    return { text: this.text(sheet, row, column), mark: marks.join(" "), style: cell.style }
  }

  // Whether the cell has to be filled, and whether its heading doesn't say so.
  must(sheet, row, column) {
    const cell = sheet.cell(row, column)
    return writable(cell) && Boolean(cell.required || sheet.columns[column].required)
  }

  mustAlone(sheet, row, column) { return !sheet.columns[column].required && this.must(sheet, row, column) }

  stirred(sheet, row, column) { return this.elsewhere.get(this.key(sheet.id, sheet.rows[row].id, sheet.columns[column].id)) }

  // The person has changed these cells since.
  own(cells) {
    if (this.elsewhere.size) cells.forEach(([sheet, row, column]) => this.elsewhere.delete(this.key(sheet.id, row.id, sheet.columns[column].id)))
  }

  // What is to be known of the cell, shown on hover and in the line above the grid: that another window has changed it, its rule.
  note(sheet, row, column) {
    const other = this.elsewhere.size ? this.stirred(sheet, row, column) : null, rule = this.rule(sheet, row, column)
    return other ? `${texts.changedElsewhere(other.time)}${rule ? ` ${rule}` : ""}` : rule
  }

  rule(sheet, row, column) {
    const cell = sheet.cell(row, column), own = cell.hint || sheet.columns[column].hint
    if (own) return cell.list && !cell.formula && !sheet.locked ? `${own} ${texts.choiceNote}` : own
    if (cell.formula) return ""
    if (cell.list) return sheet.locked ? "" : texts.choiceNote
    if (cell.limits && cell.error) return cell.error
    return this.ruleNote(sheet, row, column)
  }

  ruleNote(sheet, row, column) {
    if (!this.form.rules || !this.form.rules.length) return ""
    const line = sheet.number(row), place = columnNumber(sheet.columns[column].letter)
    const rule = this.form.rules.find(({ sheet: id, range: [top, left, bottom, right] }) =>
      id === sheet.id && line >= top && line <= bottom && place >= left && place <= right)
    return rule ? texts.ruleNote(rule.message) : ""
  }

  // Why the cell can't be typed in, or "".
  refusal(sheet, row, column) {
    const cell = sheet.cell(row, column)
    return cell.formula ? texts.computed : cell.locked ? texts.locked : ""
  }

  // Count, sum and average of a range; null where there are no numbers. `percent`: all the numbers are percents.
  totals(sheet, selection) {
    let count = 0, numbers = 0, percents = 0, sum = 0
    selection.each((row, column) => {
      const value = this.value(sheet, row, column)
      if (empty(value)) return
      count++
      if (typeof value !== "number") return
      numbers++
      if (sheet.cell(row, column).type === "percent") percents++
      sum = add(sum, value)
    })
    return { count, sum: numbers ? sum : null, average: numbers ? sum / numbers : null, percent: numbers > 0 && percents === numbers }
  }
}
