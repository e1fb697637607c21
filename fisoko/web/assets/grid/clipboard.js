// Copy, cut and paste through the events of the system clipboard: as text with tabs and as a table, both ways.
import { BadValue } from "../forms/value.js"
import * as html from "./html.js"
import { extend } from "./rows.js"
import { set } from "./workbook.js"
import * as texts from "./texts.js"
import * as tsv from "./tsv.js"

export class Clipboard {
  constructor(pane) {
    this.pane = pane
    const { node } = pane.editor
    node.addEventListener("copy", event => this.take(event, false))
    node.addEventListener("cut", event => this.take(event, true))
    node.addEventListener("paste", event => this.give(event))
  }

  take(event, cut) {
    const { pane } = this, { sheet, selection, marks } = pane
    event.stopPropagation()
    if (pane.editor.open || !sheet.height) return
    event.preventDefault()
    const cells = []
    for (let row = selection.top; row <= selection.bottom; row++) {
      const line = []
      for (let column = selection.left; column <= selection.right; column++) line.push({ text: marks.text(sheet, row, column), value: marks.value(sheet, row, column), cell: sheet.cell(row, column) })
      cells.push(line)
    }
    event.clipboardData.setData("text/plain", tsv.format(cells.map(line => line.map(({ text }) => text))))
    event.clipboardData.setData("text/html", html.format(cells))
    if (cut) pane.clear("cut")
    else pane.mark()
  }

  give(event) {
    const { pane } = this
    event.stopPropagation()
    if (pane.editor.open) return
    event.preventDefault()
    this.put(event.clipboardData.getData("text/plain"), event.clipboardData.getData("text/html"))
  }

  // A table is read where it says more than the text; Ctrl+Shift+V brings the text alone.
  put(text, table) {
    const cells = (html.tells(table, text) && html.parse(table)) || (text ? tsv.parse(text).map(row => row.map(one => ({ text: one }))) : null)
    // A table may show dates without their years, which may be others than the present one: nobody has typed them so.
    if (cells) this.paste(cells, table ? null : undefined)
  }

  // `matrix`: rows of {text, exact}; `today` as in reading what is typed.
  paste(matrix, today) {
    const { pane } = this, { sheet, selection } = pane
    if (pane.readOnly) { pane.events.refuse(texts.readOnly); return }
    const tall = matrix.length, broad = matrix.reduce((most, row) => Math.max(most, row.length), 0)
    // A range that is a multiple of what is pasted is tiled with it; one cell fills any range.
    const height = selection.height % tall === 0 ? selection.height : tall, width = selection.width % broad === 0 ? selection.width : broad
    const { top, left } = selection, over = top + height - sheet.filledRows.length
    const grown = sheet.free && over > 0 ? extend(sheet, over) : { rows: [], changes: [] }
    const rows = sheet.filledRows.concat(grown.rows)
    const report = { count: 0, bad: 0, skipped: 0, cells: [], lostRows: Math.max(0, top + height - rows.length), lostColumns: Math.max(0, left + width - sheet.width) }
    const changes = grown.changes.slice()
    for (let i = 0; i < Math.min(height, rows.length - top); i++) {
      for (let j = 0; j < Math.min(width, sheet.width - left); j++) this.one(rows[top + i], top + i, left + j, matrix[i % tall][j % broad] || NOTHING, today, changes, report)
    }
    pane.put(changes, "paste")
    // What does not suit its place by the form's own checks has not suited, as well as what no cell can hold.
    if (pane.marks.errors.length) report.bad += report.cells.filter(([at, column]) => pane.marks.wrong(sheet, at, column)).length
    const bottom = Math.max(top, Math.min(top + height, rows.length) - 1), right = Math.min(left + width, sheet.width) - 1
    pane.range(top, left, bottom, right)
    pane.events.pasted(report, { top, left, bottom, right })
  }

  one(row, at, column, given, today, changes, report) {
    const { pane } = this, { sheet } = pane, cell = sheet.free ? sheet.columns[column].cell : sheet.cell(at, column)
    if (cell.formula || cell.locked) { if (given.text !== "") report.skipped++; return }
    report.count++
    try {
      const value = html.meant(given, cell, text => pane.typing.read(text, cell, today))
      report.cells.push([at, column])
      changes.push(set(sheet, row, column, value))
    } catch (error) {
      if (!(error instanceof BadValue)) throw error
      report.bad++
    }
  }
}

const NOTHING = { text: "" }
