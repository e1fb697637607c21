// The open sheet: its view, selection and editor, and what the person can do with them.
import { empty } from "../forms/value.js"
import { Editor } from "./editor.js"
import { element } from "./element.js"
import { Selection } from "./selection.js"
import { SheetView } from "./sheet_view.js"
import * as texts from "./texts.js"
import { Tip } from "./tip.js"
import { Typing } from "./typing.js"
import { set } from "./workbook.js"

export class Pane {
  // `widths`: KeptWidths; `events`: what the window around the pane shows, see Desk.
  constructor(workbook, marks, widths, events) {
    Object.assign(this, { workbook, marks, widths, events })
    this.node = element("div", { class: "pane" })
    this.readOnly = false
    this.memory = new Map() // sheet → its selection and scroll
    this.tabColumn = null // where a row of Tabs began: Enter returns under it
    this.flow = false // the person goes on by Enter or Tab, so Enter goes down rather than edits
    this.host = element("div", { class: "sheet", id: "sheet" })
    this.node.append(this.host)
    this.editor = new Editor(this.node, "sheet")
    this.typing = new Typing(this)
    this.tip = new Tip(this.node, "tip")
    this.editor.node.addEventListener("focus", () => this.focused(true))
    this.editor.node.addEventListener("blur", () => this.focused(false))
  }

  get bounds() { return this.view.bounds }
  get box() { return this.view.seen(this.selection.row, this.selection.column) }
  get cell() { return this.sheet.cell(this.selection.row, this.selection.column) }
  get row() { return this.sheet.rows[this.selection.row] }

  // Shows a sheet; resolves when it is drawn.
  open(index) {
    this.leave()
    this.sheet = this.workbook.sheets[index]
    const kept = this.memory.get(this.sheet) || { selection: new Selection(), top: 0, left: 0 }
    this.memory.set(this.sheet, kept)
    this.selection = kept.selection
    const look = (row, column) => this.marks.look(this.sheet, row, column)
    const view = this.view = new SheetView(this.host, this.sheet, {
      look, widths: this.widths, label: this.sheet.name, onmove: () => this.scrolled(), bring: this.events.table,
    })
    this.opening = view.opened.then(() => {
      if (this.view !== view) return
      view.holder.scrollTop = kept.top
      view.holder.scrollLeft = kept.left
      this.select(Math.min(this.selection.row, this.sheet.height - 1), this.selection.column, { reveal: false })
    })
    return this.opening
  }

  leave() {
    if (!this.view) return
    this.commit()
    const kept = this.memory.get(this.sheet)
    if (this.view.ready) Object.assign(kept, { top: this.view.holder.scrollTop, left: this.view.holder.scrollLeft })
    this.view.destroy()
  }

  // Selection

  select(row, column, { extend = false, reveal = true } = {}) {
    this.commit()
    if (!this.sheet.height) { this.events.select(); return }
    this.selection.to(row, column, this.sheet, extend)
    if (reveal) this.view.reveal(this.selection.headRow, this.selection.headColumn)
    this.shown()
  }

  range(top, left, bottom, right) {
    this.commit()
    this.selection.range(top, left, bottom, right)
    this.shown()
  }

  shown() {
    this.held = this.row
    this.frame()
    this.settle()
    this.events.select()
  }

  // The frames over the cells; nothing of the cells themselves is touched.
  frame() {
    if (!this.view.ready || !this.sheet.height) return
    const { selection, view } = this, { overlay } = view
    const active = view.place(selection.row, selection.column)
    const range = view.area(selection)
    overlay.show(overlay.range, selection.single ? null : range)
    overlay.show(overlay.active, active)
    const copied = this.marked && this.marked.sheet === this.sheet ? this.marked.from : null
    overlay.show(overlay.copied, copied && view.area(copied))
    overlay.knob(this.readOnly ? null : range)
    this.point()
  }

  point() {
    const node = this.view.drawn(this.selection.row, this.selection.column)
    if (this.pointed && this.pointed !== node) { this.pointed.removeAttribute("id"); this.pointed.removeAttribute("aria-selected") }
    this.pointed = node
    if (this.typing.choices.open) return
    if (!node) return this.editor.node.removeAttribute("aria-activedescendant")
    node.id = "active-cell"
    node.setAttribute("aria-selected", "true")
    return this.editor.node.setAttribute("aria-activedescendant", "active-cell")
  }

  // Puts the textarea over the active cell and its error beside it.
  settle() {
    if (!this.view.ready || !this.sheet.height) return
    const { row, column } = this.selection, finding = this.marks.finding(this.sheet, row, column), box = this.box
    this.editor.place(box, this.bounds)
    const inSight = box.y >= 0 && box.x + box.width > this.view.frozen && box.x < this.bounds.width
    if (finding && inSight && !this.editor.open) this.tip.show(finding.text, finding.level, box, this.bounds)
    else this.tip.hide()
  }

  scrolled() {
    if (!this.view.ready) return
    this.frame()
    this.settle()
  }

  focused(inside) {
    if (this.editor.sleeping) return
    this.node.classList.toggle("focused", inside)
    if (inside && !this.editor.open) this.editor.rest()
    // A click elsewhere ends the editing; a moment later, so that a click in the list of values still counts.
    if (!inside) setTimeout(() => { if (!this.editor.focused) this.commit() })
  }

  // The frame around what was copied, until the next change or Esc.
  mark() { this.marked = { sheet: this.sheet, from: this.selection.copy() }; this.frame() }
  unmark() { if (this.marked) { this.marked = null; this.frame() } }

  // The selected columns become as wide as what stands in them.
  fit(columns = Array.from({ length: this.selection.width }, (_, at) => this.selection.left + at)) {
    this.view.fitColumns(columns, (row, column) => this.marks.text(this.sheet, row, column))
    this.frame()
    this.settle()
  }

  // Why a cell may not be changed, or "".
  refusal(row, column) {
    return this.readOnly ? texts.readOnly : this.marks.refusal(this.sheet, row, column)
  }

  commit() { return this.typing.commit() }

  // Every change of values by the person; one call is one step back.
  put(changes, deed) {
    this.marked = null
    return this.workbook.apply(changes, deed, { index: this.sheet.index, selection: this.selection.copy() })
  }

  // Writes the range: `value(row, column)`; locked cells are left alone and counted.
  write(value, deed) {
    if (this.readOnly) { this.events.refuse(texts.readOnly); return }
    const changes = []
    let skipped = 0
    this.selection.each((row, column) => {
      if (this.refusal(row, column)) skipped++
      else changes.push(set(this.sheet, this.sheet.rows[row], column, value(row, column)))
    })
    this.put(changes, deed)
    if (skipped) this.events.refuse(this.selection.single ? this.refusal(this.selection.row, this.selection.column) : texts.skipped(skipped))
  }

  clear(deed = "delete") {
    this.write(() => null, deed)
  }

  back() { this.turned(this.workbook.undo(), texts.nothingToUndo) }
  forth() { this.turned(this.workbook.redo(), texts.nothingToRedo) }

  async turned(step, nothing) {
    await this.travel(step, nothing)
    if (step && step.kept.length) this.events.kept(step.kept)
  }

  // To where the step was made.
  travel(step, nothing) {
    if (!step) { this.events.refuse(nothing); return Promise.resolve() }
    const go = () => {
      const { selection } = step.place
      this.select(selection.anchorRow, selection.anchorColumn)
      this.select(selection.headRow, selection.headColumn, { extend: true })
    }
    if (this.readOnly || !step.place) return Promise.resolve()
    if (step.place.index === this.sheet.index) return Promise.resolve(go())
    return this.events.open(step.place.index).then(go)
  }

  // Where Ctrl and an arrow lead: the edge of the filled block, or the next filled cell, or the edge of the sheet.
  edge(row, column, down, right) {
    const { sheet } = this, inside = (r, c) => r >= 0 && c >= 0 && r < sheet.height && c < sheet.width
    const full = (r, c) => !empty(this.marks.value(sheet, r, c))
    let r = row + down, c = column + right
    if (!inside(r, c)) return [row, column]
    const block = full(row, column) && full(r, c)
    while (inside(r + down, c + right)) {
      if (block ? !full(r + down, c + right) : full(r, c)) break
      r += down
      c += right
    }
    return [r, c]
  }

  // The selection stays with its row when others were added or removed above it.
  follow() {
    const { selection, sheet } = this, at = sheet.rows.indexOf(this.held)
    if (at >= 0 && at !== selection.row) selection.shift(at - selection.row)
    if (selection.bottom >= sheet.height || selection.top < 0) selection.to(Math.min(selection.row, sheet.height - 1), selection.column, sheet)
  }

  // After values or rows have changed.
  repaint(structure) {
    if (!this.view || !this.view.ready) return
    if (structure && structure.has(this.sheet)) {
      this.view.resize()
      this.follow()
      this.frame()
    } else this.view.paintAll()
    this.settle()
  }
}
