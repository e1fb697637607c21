// What a screen reader is told: the active cell, a range, what has just happened.
import { element } from "./element.js"
import { fullTitle } from "./heading.js"
import * as texts from "./texts.js"

// A moment after the move, so that a held arrow key does not chatter.
const MOMENT = 60

export class Voice {
  constructor(pane, status) {
    Object.assign(this, { pane, status })
    this.node = element("div", { class: "unseen", "aria-live": "polite" })
  }

  say(text) { this.node.textContent = text }

  soon() {
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => this.tell(), MOMENT)
  }

  tell() {
    const { pane, status } = this, { sheet, selection, marks } = pane
    if (!pane.view.ready || !sheet.height) return
    const finding = marks.finding(sheet, selection.row, selection.column), text = marks.text(sheet, selection.row, selection.column)
    const caption = sheet.namesOf(selection.row).join(", ") || texts.rowNumber(sheet.number(selection.row))
    const label = texts.cellSpoken(fullTitle(sheet.columns[selection.column]), caption, text, finding && finding.text, marks.mustAlone(sheet, selection.row, selection.column))
    pane.editor.describe(label, Boolean(finding))
    this.say(selection.single ? label : texts.rangeSpoken(selection.height, selection.width))
    status.show(selection.single ? null : marks.totals(sheet, selection))
  }
}
