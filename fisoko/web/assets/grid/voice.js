// What a screen reader is told: the active cell, a range, what has just happened.
import { element } from "./element.js"
import * as texts from "./texts.js"

// A moment after the move, so that a held arrow key does not chatter.
const MOMENT = 60

export class Voice {
  constructor(pane, status) {
    Object.assign(this, { pane, status })
    this.node = element("div", { class: "unseen", "aria-live": "polite" })
  }

  say(text) { this.node.textContent = text }

  // `title`: of the active column.
  soon(title) {
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => this.tell(title), MOMENT)
  }

  tell(title) {
    const { pane, status } = this, { sheet, selection, marks } = pane
    if (!pane.view.ready || !sheet.height) return
    const finding = marks.finding(sheet, selection.row, selection.column), text = marks.text(sheet, selection.row, selection.column)
    const caption = (!sheet.free && sheet.captionsOf(selection.row).filter(Boolean).join(", ")) || texts.rowNumber(sheet.number(selection.row))
    const label = texts.cellSpoken(title, caption, text, finding && finding.text)
    pane.editor.describe(label, Boolean(finding))
    this.say(selection.single ? label : texts.rangeSpoken(selection.height, selection.width))
    status.show(selection.single ? null : marks.totals(sheet, selection))
  }
}
