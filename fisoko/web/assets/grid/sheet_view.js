// Draws one sheet: headings, frozen captions, the rows in sight, and the frames over them.
import { element } from "./element.js"
import { Heads } from "./heads.js"
import { Lines } from "./lines.js"
import { Overlay } from "./overlay.js"
import { Places } from "./places.js"
import * as texts from "./texts.js"
import { captionWidths, columnWidths, fittingWidth } from "./widths.js"

const ROW = 28, NARROWEST = 32
const AROUND = 8, SOON = 100 // rows drawn beyond each edge, and after how many ms: the first picture is of what is in sight alone

export class SheetView extends Places {
  // `look(row, column)` gives {text, mark, style} of a cell; `widths`: KeptWidths.
  constructor(host, sheet, { look, widths, label, onmove }) {
    super()
    Object.assign(this, { host, sheet, look, widths, onmove })
    this.captions = sheet.captionTitles
    this.family = getComputedStyle(host).fontFamily
    this.rowHeight = ROW
    const natural = columnWidths(sheet.columns, this.family)
    this.aside = this.captionWidths()
    this.wide = sheet.columns.map((column, at) => widths.get(sheet.id, column.id) || natural[at])
    this.add()
    this.build(label)
    this.opened = Promise.resolve()
  }

  build(label) {
    const { host, sheet } = this
    this.heads = new Heads(this)
    this.holder = element("div", { class: "holder", role: "rowgroup", tabindex: "-1" })
    host.append(this.heads.node, this.holder)
    const names = { role: "grid", "aria-label": label, "aria-multiselectable": "true", "aria-colcount": this.captions.length + sheet.width }
    for (const name in names) host.setAttribute(name, names[name])
    this.measure()
    this.lines = new Lines(this)
    this.empty = element("p", { class: "placeholder" }, texts.noRows)
    this.holder.append(this.lines.node, this.empty)
    this.overlay = new Overlay(this.holder)
    this.count()
    this.lines.draw()
    this.ready = true
    this.holder.addEventListener("scroll", () => this.scrolled(), { passive: true })
    this.watch = new ResizeObserver(() => this.fit())
    this.watch.observe(this.holder)
    this.later = setTimeout(() => { this.lines.around = AROUND; this.lines.draw() }, SOON)
  }

  captionWidths() { return captionWidths(this.sheet, this.family, this.host.clientWidth) }

  // Where columns begin.
  add() {
    this.frozen = this.aside.reduce((sum, width) => sum + width, 0)
    let place = this.frozen
    this.wide.forEach((width, at) => { this.left[at] = place; place += width })
    this.breadth = place
  }

  // What only the browser knows; asked when something of it may have changed.
  measure() {
    this.headHeight = this.heads.node.offsetHeight
    this.room = { width: this.holder.clientWidth, height: this.holder.clientHeight }
    this.bounds = { width: this.host.clientWidth, height: this.host.clientHeight }
  }

  count() {
    this.host.setAttribute("aria-rowcount", this.sheet.height + 1)
    this.empty.hidden = this.sheet.height > 0
    this.overlay.size(this.breadth, this.sheet.height * this.rowHeight)
  }

  // A window made narrow, or wide again.
  fit() {
    const { width, height } = this.room, before = this.aside.join()
    this.measure()
    if (this.room.width === width && this.room.height === height) return
    const now = this.captionWidths()
    if (!this.dragged && now.join() !== before) { this.aside = now; this.arrange() }
    this.lines.draw()
    this.onmove("resize")
  }

  arrange() {
    this.add()
    this.heads.arrange()
    this.measure()
    this.lines.arrange()
    this.count()
    this.lines.draw()
  }

  scrolled() {
    if (this.holder.scrollLeft !== this.heads.node.scrollLeft) this.heads.node.scrollLeft = this.holder.scrollLeft
    this.lines.draw()
    this.onmove("scroll")
  }

  // `edge`: «c3» of a column, «caption0» of a caption.
  widthOf(edge) { return edge[1] === "a" ? this.aside[Number(edge.slice(7))] : this.wide[Number(edge.slice(1))] }
  columnOf(edge) { return edge[1] === "a" ? -1 : Number(edge.slice(1)) }

  // A column is dragged to a width in px; `kept` when it is let go.
  widen(edge, width, kept) {
    const column = this.columnOf(edge), now = Math.max(NARROWEST, Math.round(width))
    if (column < 0) { this.aside[Number(edge.slice(7))] = now; this.dragged = true } else this.wide[column] = now
    if (kept && column >= 0) this.widths.set(this.sheet.id, this.sheet.columns[column].id, now)
    this.arrange()
    this.onmove("columnResized")
  }

  fitColumns(columns, textOf) {
    const rows = Array.from({ length: this.sheet.height }, (_, row) => row)
    columns.forEach(at => {
      this.wide[at] = fittingWidth(this.sheet.columns[at], rows.map(row => textOf(row, at)), this.family)
      this.widths.set(this.sheet.id, this.sheet.columns[at].id, this.wide[at])
    })
    this.arrange()
  }

  drawn(row, column) { return this.lines.cell(row, column) }

  // Repaints the rows in sight.
  paintAll() {
    this.lines.version++
    this.lines.draw()
  }

  // After rows were added or removed.
  resize() {
    this.count()
    this.paintAll()
  }

  destroy() {
    clearTimeout(this.later)
    this.watch.disconnect()
    this.lines.stop()
    this.ready = false
    this.host.removeAttribute("aria-label")
    this.host.textContent = ""
  }
}
