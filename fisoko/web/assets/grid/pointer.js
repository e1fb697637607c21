// The mouse and the finger on the grid: choosing cells, dragging with scrolling at the edges, the fill handle, hints on hover.
import { fillTo, fillToEnd, stretched } from "./fill.js"

const EDGE = 28, BEAT = 40

export class Pointer {
  constructor(pane) {
    this.pane = pane
    this.drag = null
    this.moved = event => this.follow(event)
    this.ended = event => this.drop(event)
    pane.host.addEventListener("mousedown", event => this.press(event), true)
    pane.host.addEventListener("dblclick", event => this.double(event), true)
    pane.host.addEventListener("mousemove", event => this.hover(event))
    pane.host.addEventListener("mouseleave", () => this.unhover())
    pane.host.addEventListener("contextmenu", event => this.menu(event))
  }

  // What is under the pointer, by its path: events are retargeted in a shadow root.
  under(event) {
    const path = event.composedPath(), has = name => path.some(node => node.classList && node.classList.contains(name))
    if (has("tabulator-col-resize-handle")) return { part: "resize", handle: path[0] }
    if (has("handle")) return { part: "handle" }
    if (has("tabulator-header")) {
      const head = path.find(node => node.classList && node.classList.contains("tabulator-col"))
      return { part: "head", head, ...this.pane.view.locate(event.clientX, event.clientY) }
    }
    const inside = has("grid-row")
    return inside ? { part: "cell", ...this.pane.view.locate(event.clientX, event.clientY) } : { part: "ground" }
  }

  press(event) {
    const { pane } = this
    if (!pane.view.ready || !pane.sheet.height) return
    const at = this.under(event)
    if (at.part === "resize") return
    if (at.part === "ground") { if (event.composedPath()[0] !== pane.view.holder) { event.preventDefault(); pane.commit(); pane.editor.focus() } return }
    event.preventDefault()
    pane.flow = false
    pane.tabColumn = null
    if (event.button === 2 && this.chosen(at)) { pane.editor.focus(); return }
    this.begin(at, event)
    pane.editor.focus()
  }

  // Whether it is selected already, so that the menu of the right button is about all of the selection.
  chosen({ part, row, column }) {
    const { selection, sheet } = this.pane, whole = selection.left === 0 && selection.right === sheet.width - 1
    if (part === "head") return column >= selection.left && column <= selection.right && selection.top === 0 && selection.bottom === sheet.height - 1
    return part === "cell" && (column < 0 ? whole && row >= selection.top && row <= selection.bottom : selection.contains(row, column))
  }

  begin(at, event) {
    const { pane } = this, { sheet, selection } = pane, bottom = sheet.height - 1, right = sheet.width - 1
    if (at.part === "handle") { pane.commit(); this.start({ fill: true }); return }
    if (at.part === "head") { this.chooseColumns(at, event); return }
    if (at.column < 0) {
      pane.range(event.shiftKey ? Math.min(selection.anchorRow, at.row) : at.row, 0, event.shiftKey ? Math.max(selection.anchorRow, at.row) : at.row, right)
      this.start({ rows: true, from: at.row })
      return
    }
    pane.select(Math.min(at.row, bottom), at.column, { extend: event.shiftKey, reveal: false })
    if (event.button === 0) this.start({})
  }

  // A heading selects its column, the heading of a group all of its columns, the corner the whole sheet.
  chooseColumns(at, event) {
    const { pane } = this, { sheet, selection } = pane, bottom = sheet.height - 1
    if (at.column < 0) { pane.range(0, 0, bottom, sheet.width - 1); return }
    const fields = at.head ? Array.from(at.head.querySelectorAll("[tabulator-field]"), node => node.getAttribute("tabulator-field")) : []
    const columns = fields.filter(name => name[0] === "c" && name[1] <= "9").map(name => Number(name.slice(1)))
    const left = columns.length ? Math.min(...columns) : at.column, right = columns.length ? Math.max(...columns) : at.column
    pane.range(0, event.shiftKey ? Math.min(selection.anchorColumn, left) : left, bottom, event.shiftKey ? Math.max(selection.anchorColumn, right) : right)
    if (event.button === 0) this.start({ columns: true, left, right })
  }

  start(drag) {
    this.drag = drag
    window.addEventListener("mousemove", this.moved)
    window.addEventListener("mouseup", this.ended)
  }

  follow(event) {
    if (!(event.buttons & 1)) { this.drop(event); return }
    this.last = { x: event.clientX, y: event.clientY }
    this.reach()
    if (!this.beat) this.beat = setInterval(() => this.scroll(), BEAT)
  }

  reach() {
    const { pane, drag } = this, { selection } = pane
    const at = pane.view.locate(this.last.x, this.last.y), row = Math.max(0, at.row), column = Math.max(0, at.column)
    if (drag.fill) { this.aim(row, column); return }
    if (drag.rows) { pane.range(Math.min(drag.from, row), 0, Math.max(drag.from, row), pane.sheet.width - 1); return }
    if (drag.columns) { pane.range(0, Math.min(drag.left, column), pane.sheet.height - 1, Math.max(drag.right, column)); return }
    if (row !== selection.headRow || column !== selection.headColumn) pane.select(row, column, { extend: true, reveal: false })
  }

  aim(row, column) {
    const { pane } = this, { view } = pane, block = this.drag.block = stretched(pane.selection, row, column)
    if (!block) { view.overlay.show(view.overlay.target, null); return }
    view.overlay.show(view.overlay.target, view.area(block))
  }

  // Near the edge of the grid, and beyond it, a drag scrolls: the farther, the faster.
  scroll() {
    if (!this.drag) return
    const { holder, frozen } = this.pane.view, box = holder.getBoundingClientRect(), { x, y } = this.last
    const push = (before, after) => (before > 0 ? -Math.min(before, 60) : after > 0 ? Math.min(after, 60) : 0)
    const down = this.drag.columns ? 0 : push(box.top + EDGE / 2 - y, y - (box.bottom - EDGE)), right = this.drag.rows ? 0 : push(box.left + frozen - x, x - (box.right - EDGE))
    if (!down && !right) return
    holder.scrollTop += down
    holder.scrollLeft += right
    this.reach()
  }

  drop(event) {
    window.removeEventListener("mousemove", this.moved)
    window.removeEventListener("mouseup", this.ended)
    clearInterval(this.beat)
    this.beat = 0
    const { drag, pane } = this
    this.drag = null
    if (!drag || !drag.fill) return
    pane.view.overlay.show(pane.view.overlay.target, null)
    if (drag.block) fillTo(pane, drag.block, Boolean(event && (event.ctrlKey || event.metaKey)))
  }

  double(event) {
    const { pane } = this, at = this.under(event)
    if (at.part === "resize") { this.fit(at.handle, event); return }
    if (at.part === "handle") { fillToEnd(pane, event.ctrlKey || event.metaKey); return }
    if (at.part !== "cell" || at.column < 0) return
    event.preventDefault()
    const { list, type } = pane.cell
    if (list || type === "boolean") pane.typing.offerAll()
    else pane.typing.editHeld()
    if (pane.editor.open) pane.editor.wake(pane.typing.browsing)
  }

  // A column between whole selected ones takes them along, as in Excel.
  fit(handle, event) {
    const { pane } = this, { selection, sheet, view } = pane, column = view.edgeOf(handle)
    event.stopPropagation() // the renderer would measure cells that are laid out apart
    if (column < 0) return
    const whole = selection.top === 0 && selection.bottom === sheet.height - 1 && column >= selection.left && column <= selection.right
    pane.fit(whole ? undefined : [column])
  }

  hover(event) {
    if (this.drag) return
    const { pane } = this, at = pane.view.ready ? this.under(event) : { part: "ground" }
    const key = at.part === "cell" && at.column >= 0 ? `${at.row} ${at.column}` : ""
    if (key === this.hovered) return
    this.unhover()
    this.hovered = key
    const { sheet } = pane
    if (key) this.waiting = setTimeout(() => this.hint(at, sheet), 250)
  }

  unhover() {
    clearTimeout(this.waiting)
    if (this.hinted) { this.hinted = false; this.pane.settle() }
    this.hovered = ""
  }

  hint({ row, column }, on) {
    const { pane } = this, { marks, sheet } = pane
    if (pane.editor.open || on !== sheet || row >= sheet.height) return
    const finding = marks.finding(sheet, row, column), text = finding ? finding.text : marks.note(sheet, row, column)
    if (!text) return
    this.hinted = true
    pane.tip.show(text, finding ? finding.level : "note", pane.view.seen(row, column), pane.bounds)
  }

  menu(event) {
    const at = this.under(event)
    if ((at.part !== "cell" && at.part !== "head") || this.pane.editor.open) return
    event.preventDefault()
    this.pane.events.menu({ x: event.clientX, y: event.clientY })
  }

  destroy() {
    this.drag = null
    this.drop()
    clearTimeout(this.waiting)
  }
}
