// The line above the grid: everything about the active cell, so that nothing depends on hovering.
import { element } from "./element.js"
import { fullTitle } from "./heading.js"
import * as texts from "./texts.js"

const sentence = text => (/[.?!:]$/.test(text) ? text : `${text}.`)

export class HintLine {
  constructor() {
    this.address = element("b", { class: "num address" })
    this.error = element("span", { class: "fault" })
    this.text = element("span", { class: "about" })
    this.node = element("div", { class: "hint-line" }, this.address, element("div", { class: "words" }, this.error, this.text))
  }

  show(pane) {
    const { sheet, selection, marks } = pane
    if (!sheet.height) { this.clear(); return }
    const { row, column } = selection, finding = marks.finding(sheet, row, column)
    const text = marks.text(sheet, row, column), parts = []
    this.address.textContent = selection.single
      ? sheet.address(row, column)
      : `${sheet.address(selection.top, selection.left)}:${sheet.address(selection.bottom, selection.right)}`
    this.error.textContent = finding ? finding.text : ""
    this.error.dataset.level = finding ? finding.level : ""
    this.error.hidden = !finding
    if (finding && text) parts.push(texts.entered(text))
    parts.push(sentence(this.about(pane)))
    if (!text && marks.must(sheet, row, column) && !(finding && finding.kind === "required")) parts.push(texts.must)
    const note = marks.note(sheet, row, column) || marks.refusal(sheet, row, column)
    if (note && !(finding && finding.text === note)) parts.push(note)
    if (!finding && text.length > 40) parts.push(`«${text}»`)
    this.text.textContent = parts.join(" ")
  }

  about({ sheet, selection }) {
    const captions = sheet.namesOf(selection.row).join(" · ")
    return texts.columnOf(fullTitle(sheet.columns[selection.column], " · "), captions)
  }

  clear() {
    this.address.textContent = this.error.textContent = this.text.textContent = ""
    this.error.hidden = true
  }
}
