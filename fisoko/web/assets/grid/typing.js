// Editing of the active cell: from the first letter, or from what it holds, to the value that is kept.
import { BadValue, coerce, normal } from "../forms/value.js"
import { Choices } from "./choices.js"
import * as texts from "./texts.js"
import { set } from "./workbook.js"

export class Typing {
  constructor(pane) {
    this.pane = pane
    this.editor = pane.editor
    this.choices = new Choices(pane.node, "choices", pane.editor.node)
    pane.editor.node.addEventListener("input", () => this.typed())
    pane.editor.node.addEventListener("compositionstart", () => this.composed())
  }

  get held() {
    const { marks, sheet, selection } = this.pane
    return marks.text(sheet, selection.row, selection.column)
  }

  // Opens the editor over the cell; false, with a word, where nothing may be typed.
  edit(mode, text) {
    const { pane } = this, { row, column } = pane.selection, refusal = pane.refusal(row, column)
    if (refusal) {
      this.editor.rest()
      pane.events.refuse(refusal)
      return false
    }
    pane.view.reveal(row, column)
    this.editor.start(mode, text)
    this.row = pane.row
    pane.settle()
    return true
  }

  // Opens the cell with what it holds.
  editHeld() { return this.edit("edit", this.held) }

  typed() {
    const { pane } = this
    // Another sheet is being opened: what is typed meanwhile is for it.
    if (!pane.view.ready) { pane.opening.then(() => this.typed()); return }
    this.browsing = false
    if (!this.editor.open && !this.edit("type")) return
    pane.settle()
    if (pane.cell.list) this.offer(this.editor.text)
  }

  composed() {
    if (this.editor.open) return
    this.editor.node.value = ""
    this.edit("type")
  }

  // The list of the cell, narrowed by what is typed.
  offer(typed = "") {
    const { pane } = this, list = pane.cell.list || texts.booleans
    this.choices.show(list, typed, this.held, pane.box, pane.bounds, option => {
      this.editor.write(option)
      this.commit()
      this.editor.focus()
    })
  }

  offerAll() {
    const { cell } = this.pane
    if (!cell.list && cell.type !== "boolean") return
    // What the cell held is selected, so that typing looks for another value.
    if (!this.editor.open) {
      if (!this.editHeld()) return
      this.editor.node.select()
    }
    this.offer()
    this.browsing = this.choices.open
  }

  // Today's date, or the time now, at the caret, as Excel's Ctrl+; and Ctrl+Shift+; give them.
  stamp(time) {
    const now = this.pane.events.now(), text = time ? now.slice(-5) : now.slice(0, 10)
    if (!this.editor.open) return this.edit("type", text)
    this.editor.insert(text)
    return this.typed()
  }

  // What was typed becomes a value; returns whether the editor was open.
  commit() {
    if (!this.editor.open) return false
    const { text } = this.editor, { held } = this
    this.close()
    if (text !== held) this.take(text)
    this.pane.shown()
    return true
  }

  // Into the row where the typing began, wherever it stands now.
  take(text) {
    const { pane, row } = this, { sheet, selection } = pane, at = sheet.rows.indexOf(row)
    if (at < 0) { setTimeout(() => pane.events.refuse(texts.rowGone(text))); return }
    this.guarded(() => pane.put([set(sheet, row, selection.column, this.read(text, sheet.cell(at, selection.column)))], "typing"))
  }

  // What no cell can hold is refused with its reason, and the cell stays as it was.
  guarded(deed) {
    try {
      deed()
    } catch (error) {
      if (!(error instanceof BadValue)) throw error
      // After the move that ends the typing, or it would take the words away.
      setTimeout(() => this.pane.events.refuse(error.message))
    }
  }

  close() {
    this.browsing = false // a list opened on its own: Enter picks from it and stays, as in Excel
    this.choices.close()
    this.editor.rest()
    this.pane.point()
  }

  cancel() {
    this.close()
    this.pane.settle()
    this.pane.events.select()
  }

  // A text as a cell takes it; `today` gives a date without a year its year. Throws BadValue for what no cell can hold.
  read(text, cell, today = this.pane.marks.checker.today) { return normal(coerce(text, cell, today)) }
}
