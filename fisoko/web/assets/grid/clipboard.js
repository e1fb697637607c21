// Copy, cut and paste through the events of the system clipboard: text with tabs, as Excel and LibreOffice speak it.
import { BadValue, fault } from "../forms/value.js"
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
    const { pane } = this, { sheet, selection } = pane
    event.stopPropagation()
    if (pane.editor.open) return
    event.preventDefault()
    const shown = []
    for (let row = selection.top; row <= selection.bottom; row++) {
      const line = []
      for (let column = selection.left; column <= selection.right; column++) line.push(pane.marks.text(sheet, row, column))
      shown.push(line)
    }
    event.clipboardData.setData("text/plain", tsv.format(shown))
    if (cut) pane.clear("cut")
  }

  give(event) {
    const { pane } = this
    event.stopPropagation()
    if (pane.editor.open) return
    event.preventDefault()
    const text = event.clipboardData.getData("text/plain")
    if (text) this.paste(tsv.parse(text))
  }

  paste(matrix) {
    const { pane } = this, { sheet, selection } = pane
    if (pane.readOnly) { pane.events.refuse(texts.readOnly); return }
    const tall = matrix.length, broad = matrix.reduce((most, row) => Math.max(most, row.length), 0)
    // A range that is a multiple of what is pasted is tiled with it; one cell fills any range.
    const height = selection.height % tall === 0 ? selection.height : tall, width = selection.width % broad === 0 ? selection.width : broad
    const { top, left } = selection, over = top + height - sheet.filledRows.length
    const grown = sheet.free && over > 0 ? extend(sheet, over) : { rows: [], changes: [] }
    const rows = sheet.filledRows.concat(grown.rows)
    const report = { count: 0, bad: 0, skipped: 0, lostRows: Math.max(0, top + height - rows.length), lostColumns: Math.max(0, left + width - sheet.width) }
    const changes = grown.changes.slice()
    for (let i = 0; i < Math.min(height, rows.length - top); i++) {
      for (let j = 0; j < Math.min(width, sheet.width - left); j++) {
        const line = matrix[i % tall], text = line[j % broad] === undefined ? "" : line[j % broad]
        this.one(rows[top + i], top + i, left + j, text, changes, report)
      }
    }
    pane.put(changes, "paste")
    const bottom = Math.max(top, Math.min(top + height, rows.length) - 1), right = Math.min(left + width, sheet.width) - 1
    pane.range(top, left, bottom, right)
    pane.events.pasted(report, { top, left, bottom, right })
  }

  one(row, at, column, text, changes, report) {
    const { pane } = this, { sheet } = pane, cell = sheet.free ? sheet.columns[column].cell : sheet.cell(at, column)
    if (cell.formula || cell.locked) { if (text !== "") report.skipped++; return }
    report.count++
    try {
      const value = pane.typing.read(text, cell)
      if (fault(value, cell) !== null) report.bad++
      changes.push(set(sheet, row, column, value))
    } catch (error) {
      if (!(error instanceof BadValue)) throw error
      report.bad++
    }
  }
}

// Paste from a menu, where the browser asks the person first.
export const pasteFromMenu = (clipboard, refuse) =>
  navigator.clipboard.readText().then(text => text && clipboard.paste(tsv.parse(text)), () => refuse(texts.noAccessToClipboard))
