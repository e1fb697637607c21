// The keys of the grid, as in Excel. Letters go by their place on the keyboard, so a Russian layout works too.
import { fillDown, fillRight } from "./fill.js"
import { addRow, duplicateRows, moveRows, removeRows } from "./rows.js"
import * as texts from "./texts.js"

const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 } // in an open list
const ARROWS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }

export class Keyboard {
  constructor(pane) {
    this.pane = pane
    this.leaving = null // after an Esc that had nothing to undo: the cell from which the next Tab leaves the grid
    pane.editor.node.addEventListener("blur", () => { this.leaving = null })
    pane.editor.node.addEventListener("keydown", event => this.press(event))
  }

  press(event) {
    // An input method is composing: the keys are its own.
    if (event.isComposing || event.keyCode === 229) return
    const { pane } = this
    if (!pane.view) return
    if (!pane.view.ready) { this.later(event); return }
    const hit = pane.editor.open ? this.editing(event) : this.moving(event)
    if (!["Escape", "Tab", "Shift", "Control", "Alt"].includes(event.key)) this.leaving = null
    if (hit) event.preventDefault()
    if (hit || pane.editor.open) event.stopPropagation()
  }

  // Another sheet is being opened: keys are for it, after what has been typed meanwhile.
  later(event) {
    const control = event.ctrlKey || event.metaKey
    if (event.key.length === 1 && (!control || ["KeyC", "KeyX", "KeyV"].includes(event.code))) return // they come as events of their own
    event.preventDefault()
    this.pane.opening.then(() => { if (this.pane.view.ready) this.press(event) })
  }

  editing(event) {
    const { pane } = this, { key } = event, control = event.ctrlKey || event.metaKey
    if (key === "Escape") return this.escape()
    if (key === "Enter" && event.altKey) { pane.editor.insert("\n"); pane.settle(); return true }
    if (key === "Enter" && control) return this.spread()
    if (key === "Enter" || key === "Tab") return this.finish(event)
    if (pane.typing.choices.open && key in STEPS && !event.altKey) { pane.typing.choices.step(STEPS[key]); return true }
    if (pane.typing.choices.open && key === "ArrowUp") { pane.typing.choices.close(); return true }
    if (key === "ArrowDown" && event.altKey) { pane.typing.offerAll(); return true }
    if (key === "F2") { pane.editor.toggle(); return true }
    if (control && event.code === "Semicolon") { pane.typing.stamp(event.shiftKey); return true }
    if (pane.editor.state.mode === "type" && ARROWS[key] && !control && !event.shiftKey) {
      pane.commit()
      return this.arrow(event)
    }
    return false
  }

  escape() {
    const { pane } = this
    // A list that was opened on its own goes with the editor.
    if (pane.typing.choices.open && !pane.typing.browsing) pane.typing.choices.close()
    else pane.typing.cancel()
    pane.point()
    return true
  }

  // Ctrl+Enter while editing: what was typed goes into the whole range.
  spread() {
    const { pane } = this, { text } = pane.editor
    pane.typing.close()
    pane.typing.guarded(() => pane.write((row, column) => pane.typing.read(text, pane.sheet.cell(row, column)), "fill"))
    pane.shown()
    return true
  }

  finish(event) {
    const { pane } = this, stays = pane.typing.browsing && pane.typing.choices.picked !== null && event.key === "Enter"
    if (pane.typing.choices.picked !== null && (event.key === "Enter" || pane.editor.text.trim() !== "")) pane.editor.write(pane.typing.choices.picked)
    pane.commit()
    if (stays) { pane.flow = true; return true }
    return event.key === "Enter" ? this.enter(event.shiftKey ? -1 : 1) : this.tab(event.shiftKey ? -1 : 1)
  }

  moving(event) {
    const { key, code } = event, control = event.ctrlKey || event.metaKey, { pane } = this
    if (control && !event.altKey && this.command(event, code)) return true
    if (event.altKey && event.shiftKey && (key === "ArrowUp" || key === "ArrowDown")) return moveRows(pane, key === "ArrowUp" ? -1 : 1)
    if (key === "ArrowDown" && event.altKey) { pane.typing.offerAll(); return true }
    if (ARROWS[key] && !event.altKey) return this.arrow(event)
    if (key === "Enter") return this.open(event, control)
    if (key === "Tab" && !control) return this.leaveOrTab(event)
    if (key === "F2") { pane.typing.editHeld(); return true }
    if (key === "Backspace" && control) { pane.view.reveal(pane.selection.row, pane.selection.column); return true }
    // Shift+Delete is the system's own «cut».
    if ((key === "Delete" && !control && !event.shiftKey) || key === "Backspace") { pane.clear(); return true }
    if (key === "Escape") return this.rest()
    if (key === "ContextMenu" || (key === "F10" && event.shiftKey)) { pane.events.menu(); return true }
    return this.far(event, control)
  }

  command(event, code) {
    const { pane } = this, { selection, sheet } = pane
    const deeds = {
      KeyZ: () => (event.shiftKey ? pane.forth() : pane.back()),
      KeyY: () => pane.forth(),
      KeyA: () => pane.range(0, 0, sheet.height - 1, sheet.width - 1),
      KeyD: () => (event.shiftKey ? duplicateRows(pane) : fillDown(pane)),
      KeyR: () => !event.shiftKey && fillRight(pane),
      Space: () => pane.range(0, selection.left, sheet.height - 1, selection.right),
      Semicolon: () => pane.typing.stamp(event.shiftKey),
      Equal: () => sheet.free && event.shiftKey && addRow(pane, 0),
      NumpadAdd: () => sheet.free && addRow(pane, 0),
      Minus: () => sheet.free && removeRows(pane),
      NumpadSubtract: () => sheet.free && removeRows(pane),
    }
    const deed = deeds[code]
    return Boolean(deed) && deed() !== false
  }

  arrow(event) {
    const { pane } = this, { selection } = pane, [down, right] = ARROWS[event.key]
    this.free()
    const row = event.shiftKey ? selection.headRow : selection.row, column = event.shiftKey ? selection.headColumn : selection.column
    const far = (event.ctrlKey || event.metaKey) && !pane.editor.open
    const [r, c] = far ? pane.edge(row, column, down, right) : [row + down, column + right]
    pane.select(r, c, { extend: event.shiftKey })
    return true
  }

  far(event, control) {
    const { pane } = this, { selection, sheet, view } = pane, extend = event.shiftKey
    const row = extend ? selection.headRow : selection.row, column = extend ? selection.headColumn : selection.column
    const goals = {
      Home: [control ? 0 : row, 0],
      End: [control ? this.lastRow() : row, sheet.width - 1],
      PageDown: [row + view.page, column],
      PageUp: [row - view.page, column],
    }
    if (event.key === " " && event.shiftKey) { pane.range(selection.top, 0, selection.bottom, sheet.width - 1); return true }
    if (control && (event.key === "PageDown" || event.key === "PageUp")) { pane.events.turn(event.key === "PageDown" ? 1 : -1); return true }
    if (event.altKey) {
      goals.PageDown = [row, view.turned(column, 1)]
      goals.PageUp = [row, view.turned(column, -1)]
      goals.Home = goals.End = undefined // the browser's own
    }
    const goal = goals[event.key]
    if (!goal) return false
    this.free()
    pane.select(goal[0], goal[1], { extend })
    return true
  }

  lastRow() {
    const { rows } = this.pane.sheet, last = rows.length - 1
    return rows.length > 1 && rows[last].spare ? last - 1 : last
  }

  free() {
    this.pane.tabColumn = null
    this.pane.flow = false
  }

  // Enter opens the cell that one has come to; in a flow of Enters and Tabs it goes on down, as in Excel.
  open(event, control) {
    const { pane } = this
    if (control) return pane.sheet.free ? addRow(pane, 1) : false
    if (event.shiftKey || pane.flow || !pane.selection.single || pane.refusal(pane.selection.row, pane.selection.column)) return this.enter(event.shiftKey ? -1 : 1)
    return pane.typing.editHeld()
  }

  enter(step) {
    const { pane } = this, { selection, tabColumn } = pane
    pane.flow = true
    if (!selection.single) { selection.cycle(step, true); return this.cycled() }
    pane.select(selection.row + step, tabColumn === null ? selection.column : tabColumn)
    pane.tabColumn = null
    return true
  }

  tab(step) {
    const { pane } = this, { selection } = pane
    pane.flow = true
    if (!selection.single) { selection.cycle(step, false); return this.cycled() }
    const begun = pane.tabColumn === null ? selection.column : pane.tabColumn
    pane.select(selection.row, selection.column + step)
    pane.tabColumn = begun
    return true
  }

  cycled() {
    const { pane } = this
    pane.view.reveal(pane.selection.row, pane.selection.column)
    pane.shown()
    return true
  }

  leaveOrTab(event) {
    const { pane, leaving } = this, { row, column } = pane.selection
    this.leaving = null
    if (leaving && leaving.sheet === pane.sheet && leaving.row === row && leaving.column === column) { pane.events.quiet(); return false }
    return this.tab(event.shiftKey ? -1 : 1)
  }

  // Esc gives up the copying; where there is nothing to give up, the next Tab leaves the grid, which is said.
  rest() {
    const { pane } = this, { row, column } = pane.selection, given = Boolean(pane.marked)
    pane.events.quiet()
    if (given) pane.unmark()
    else pane.events.refuse(texts.leaveByTab)
    this.leaving = given ? null : { sheet: pane.sheet, row, column }
    return true
  }
}
