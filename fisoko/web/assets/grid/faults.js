// The errors of the form: how many there are, and the way from one to the next.
import { fullTitle } from "./heading.js"
import * as texts from "./texts.js"

const order = place => place.sheet.index * 1e9 + place.row * 1e4 + place.column

export class Faults {
  // `page`: {workbook, marks, pane, top, tabs, report, open(index)}
  constructor(page) {
    this.page = page
  }

  // The errors that count: an empty required cell is one only after the person has tried to submit.
  get list() {
    const { errors, missing, asked } = this.page.marks
    return asked ? errors.concat(missing) : errors
  }

  count() {
    const { marks, top, tabs, pane, workbook } = this.page, { list } = this
    top.count({ errors: list.length, missing: marks.missing.length, warnings: marks.warnings.length })
    tabs.update(pane.sheet ? pane.sheet.index : 0, workbook.sheets.map(sheet => list.filter(finding => finding.sheet === sheet.id).length))
  }

  // To the next cell with an error, on the next sheets too; without errors to what is missing, then to warnings.
  next(step) {
    const { marks, pane, report } = this.page, list = [this.list, marks.missing, marks.warnings].find(some => some.length) || []
    const places = list.map(finding => this.place(finding)).filter(Boolean).sort((one, other) => order(one) - order(other))
    if (!places.length) { report.show(texts.canSubmit, { brief: true }); return Promise.resolve() }
    const here = order({ sheet: pane.sheet, row: pane.selection.row, column: pane.selection.column })
    const ahead = step > 0 ? places.find(place => order(place) > here) : places.slice().reverse().find(place => order(place) < here)
    return this.goTo(ahead || places[step > 0 ? 0 : places.length - 1])
  }

  // Where a finding stands, or null when its cell is no more.
  place(finding) {
    const sheet = this.page.workbook.byId.get(finding.sheet)
    if (!sheet) return null
    const row = finding.row ? sheet.indexOf(finding.row) : 0, column = finding.column ? sheet.places.get(finding.column) : 0
    return row < 0 || column === undefined ? null : { sheet, row, column }
  }

  // The headings of a cell {sheet, row, column}, as nobody knows columns by their letters; a row that is no more has none.
  about({ sheet: id, row, column }) {
    const sheet = this.page.workbook.byId.get(id), at = sheet && sheet.places.get(column)
    if (at === undefined) return ""
    const line = sheet.indexOf(row)
    return [fullTitle(sheet.columns[at], " · "), ...(line < 0 ? [] : sheet.namesOf(line))].join(" – ")
  }

  go(finding) {
    const place = this.place(finding)
    return place ? this.goTo(place) : Promise.resolve()
  }

  async goTo({ sheet, row, column }) {
    const { pane } = this.page
    if (pane.sheet !== sheet) await this.page.open(sheet.index)
    pane.select(row, column)
    pane.editor.focus()
  }

  // The next bad cell of a range of the open sheet, round and round.
  nextIn({ top, left, bottom, right }) {
    const { pane, marks } = this.page, { sheet, selection } = pane, places = []
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) if (marks.wrong(sheet, row, column)) places.push({ sheet, row, column })
    }
    const here = order({ sheet, row: selection.row, column: selection.column }), first = !selection.single
    const next = first ? places[0] : places.find(place => order(place) > here) || places[0]
    if (next) this.goTo(next)
  }
}
