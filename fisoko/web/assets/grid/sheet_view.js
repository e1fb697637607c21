// Draws one sheet: the table gives headings, frozen captions and widths; the rows in sight are drawn by our renderer.
import { FirstTable } from "./first_table.js"
import { headings, title } from "./heading.js"
import { Lines } from "./lines.js"
import { Overlay } from "./overlay.js"
import { Places } from "./places.js"
import { TabulatorTable } from "./tabulator_table.js"
import { captionWidths, columnWidths, fittingWidth } from "./widths.js"

const ROW = 28, NARROWEST = 32
const IDLE = 500 // ms
const AROUND = 8, SOON = 100 // rows drawn beyond each edge, and after how many ms: the first picture is of what is in sight alone

// Resolves when what stands now has been painted and the browser has nothing better to do.
const painted = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(done, { timeout: IDLE }))))

export class SheetView extends Places {
  // `look(row, column)` gives {text, mark, style} of a cell; `widths`: KeptWidths; `bring()` resolves when Tabulator is here.
  // `opened` resolves when the sheet can be worked with, `whole` when Tabulator is its table.
  constructor(host, sheet, { look, widths, label, onmove, bring }) {
    super()
    Object.assign(this, { host, sheet, look, widths, label, onmove })
    this.captions = sheet.captionTitles
    this.family = getComputedStyle(host).fontFamily
    this.rowHeight = ROW
    this.ready = false
    this.opened = this.seat(window.Tabulator ? TabulatorTable : FirstTable)
    this.whole = window.Tabulator ? this.opened : this.opened.then(painted).then(bring).then(() => this.exchange())
  }

  // Shows the sheet in a table of this kind.
  seat(Table) {
    this.seating = true
    this.table = new Table(this.host, this.columns(), ROW, {
      rows: () => this.begin(), scrolled: () => this.scrolled(), widths: () => this.dragging(), widened: (field, width) => this.widened(field, width),
    })
    return this.table.build(Boolean(this.sheet.height)).then(() => this.settle())
  }

  // Tabulator takes the place of the first table, where that has been scrolled to.
  exchange() {
    if (this.gone) return null
    const { scrollTop, scrollLeft } = this.holder
    this.from = { scrollTop, scrollLeft }
    this.table.destroy()
    return this.seat(TabulatorTable)
  }

  columns() {
    const widths = this.captionWidths(), natural = columnWidths(this.sheet.columns, this.family)
    const captions = this.captions.map((caption, at) => ({
      title: caption.title || " ", field: "caption" + at, width: widths[at], frozen: true, cssClass: "caption", titleFormatter: () => title(caption.title),
    }))
    const leaf = (column, index, name) => ({
      title: name || " ", field: "c" + index, width: this.widths.get(this.sheet.id, column.id) || natural[index], minWidth: NARROWEST,
      titleFormatter: () => title(name, column.required),
    })
    return [...captions, ...headings(this.sheet.columns, leaf)]
  }

  captionWidths() { return captionWidths(this.sheet, this.family, this.host.clientWidth) }

  // The table has its headings and asks for rows: what is in sight is drawn.
  begin() {
    const { table } = this
    if (this.holder === table.holder) { this.lines.draw(); return }
    this.holder = table.holder
    this.measure()
    this.lines = this.lines || new Lines(this)
    this.overlay = this.overlay || new Overlay()
    table.body.append(this.lines.node)
    this.holder.append(this.overlay.layer)
    Object.assign(this.holder, this.from)
    this.lines.draw()
  }

  settle() {
    if (this.gone) return
    if (this.holder !== this.table.holder) this.begin() // a table without rows asks for none
    this.name()
    this.measure()
    this.count()
    Object.assign(this.holder, this.from)
    this.from = null
    this.seating = false
    this.ready = true
    if (this.watch) this.watch.disconnect()
    this.watch = new ResizeObserver(() => this.fit())
    this.watch.observe(this.holder)
    this.later = this.later || setTimeout(() => { this.lines.around = AROUND; this.lines.draw() }, SOON)
  }

  // What Tabulator says to a screen reader is mended here: it names things that ARIA does not know.
  name() {
    const { host, holder } = this, set = (node, names) => { for (const key in names) node.setAttribute(key, names[key]) }
    host.removeAttribute("aria-owns")
    host.removeAttribute("tabindex")
    set(host, { role: "grid", "aria-label": this.label, "aria-multiselectable": "true", "aria-colcount": this.captions.length + this.sheet.width })
    set(holder, { role: "rowgroup", tabindex: "-1" })
    set(this.table.body, { role: "presentation" })
    host.querySelectorAll("[role=columngroup]").forEach(node => {
      node.setAttribute("role", "presentation")
      node.removeAttribute("aria-title")
    })
    host.querySelectorAll("[aria-sort]").forEach(node => node.removeAttribute("aria-sort"))
  }

  // Widths as the table has them, and where columns begin.
  add() {
    const { widths } = this.table, { length } = this.captions
    this.aside = widths.slice(0, length)
    this.frozen = this.aside.reduce((sum, width) => sum + width, 0)
    let place = this.frozen
    for (let at = 0; at < this.sheet.width; at++) {
      this.left[at] = place
      place += this.wide[at] = widths[length + at]
    }
    this.breadth = place
  }

  // What only the browser knows; asked when something of it may have changed.
  measure() {
    this.add()
    this.headHeight = this.table.headHeight
    this.room = { width: this.holder.clientWidth, height: this.holder.clientHeight }
    this.bounds = { width: this.host.clientWidth, height: this.host.clientHeight }
  }

  count() {
    this.host.setAttribute("aria-rowcount", this.sheet.height + 1)
    this.overlay.size(this.breadth, this.sheet.height * this.rowHeight)
  }

  // A window made narrow, or wide again.
  fit() {
    const { width, height } = this.room, before = this.aside.join()
    this.measure()
    if (this.room.width === width && this.room.height === height) return
    const now = this.room.width === width || this.dragged ? [] : this.captionWidths()
    if (now.length && now.join() !== before) this.setWidths(new Map(now.entries()))
    this.lines.draw()
    this.onmove("resize")
  }

  // `widths`: the place of a column, captions counted → px.
  setWidths(widths) {
    const before = this.table.widths
    this.setting = true
    widths.forEach((width, at) => { if (before[at] !== width) this.table.setWidth(at, width) })
    this.setting = false
    this.arrange()
  }

  arrange() {
    this.measure()
    this.lines.arrange()
    this.count()
    this.lines.draw()
  }

  scrolled() {
    if (!this.ready || this.seating) return
    this.lines.draw()
    this.onmove("scroll")
  }

  // An edge is being dragged: the rows follow the headings, once a frame.
  dragging() {
    if (!this.ready || this.seating || this.setting || this.following) return
    this.following = requestAnimationFrame(() => {
      this.following = 0
      if (!this.ready) return
      this.arrange()
      this.onmove("columnWidth")
    })
  }

  // A column that was dragged; `field` is «c3», of a caption «caption0».
  widened(field, width) {
    if (!this.ready) return
    const column = /^c\d/.test(field) ? this.sheet.columns[Number(field.slice(1))] : null
    if (column) this.widths.set(this.sheet.id, column.id, width)
    else this.dragged = true
    this.arrange()
    this.onmove("columnResized")
  }

  // The column whose edge is dragged by this element; -1 of a caption.
  edgeOf(handle) { return this.table.edgeOf(handle) - this.captions.length }

  fitColumns(columns, textOf) {
    const rows = Array.from({ length: this.sheet.height }, (_, row) => row)
    this.setWidths(new Map(columns.map(at => {
      const width = fittingWidth(this.sheet.columns[at], rows.map(row => textOf(row, at)), this.family)
      this.widths.set(this.sheet.id, this.sheet.columns[at].id, width)
      return [this.captions.length + at, width]
    })))
  }

  drawn(row, column) { return this.lines.cell(row, column) }

  // Repaints the rows in sight.
  paintAll() {
    if (!this.ready) return
    this.lines.version++
    this.lines.draw()
  }

  // After rows were added or removed.
  resize() {
    if (!this.ready) return
    this.table.fill(Boolean(this.sheet.height))
    this.count()
    this.paintAll()
  }

  destroy() {
    this.gone = true
    clearTimeout(this.later)
    if (this.watch) this.watch.disconnect()
    if (this.lines) this.lines.stop()
    this.ready = false
    this.table.destroy()
    this.host.removeAttribute("aria-label")
    this.host.textContent = ""
  }
}
