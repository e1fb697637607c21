// Draws one sheet: Tabulator is the table, with its headings, frozen captions and widths; the rows in sight are drawn by our renderer.
import { headings, title } from "./heading.js"
import { Lines } from "./lines.js"
import { Overlay } from "./overlay.js"
import { Places } from "./places.js"
import { RowRenderer } from "./row_renderer.js"
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
    this.ready = false
    this.opened = new Promise(done => { this.built = done }).then(() => { this.settle(label) })
    this.build()
  }

  build() {
    // Every column has its width, which groups of columns take theirs from: fitting would lay the page out anew for each of them.
    const given = columns => columns.forEach(column => column.setWidth(column.definition.width))
    window.Tabulator.extendModule("layout", "modes", { given })
    this.table = new window.Tabulator(this.host, {
      data: this.stand(), index: "id", height: "100%", rowHeight: ROW, layout: "given",
      renderVertical: RowRenderer.of(this), renderHorizontal: "basic", columnHeaderVertAlign: "top", keybindings: false, autoResize: false, placeholder: texts.noRows,
      columnDefaults: { headerSort: false, resizable: "header" }, columns: this.columns(),
    })
    // Headings are as high as their row by the style sheet: Tabulator would lay the page out anew for each of them.
    const { columnManager, rowManager } = this.table
    columnManager.verticalAlignHeaders = () => { if (!columnManager.redrawBlock) rowManager.adjustTableSize() }
    this.table.on("tableBuilt", this.built)
    this.table.on("scrollHorizontal", () => this.scrolled())
    this.table.on("columnWidth", () => this.dragging())
    this.table.on("columnResized", column => this.widened(column.getField(), column.getWidth()))
    // Tabulator would wait for a timer, so that others might listen: who listens does so already.
    const make = this.table._create
    this.table._create = () => {}
    make.call(this.table)
  }

  // What Tabulator is told of the rows: whether there are any. All of them are ours, and one of its own for each would cost
  // time and, whenever they change, the place to which the person has scrolled.
  stand() { return this.sheet.height ? [{ id: 0 }] : [] }

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

  // Tabulator has its headings and asks for rows: what is in sight is drawn.
  begin() {
    this.holder = this.table.rowManager.element
    this.measure()
    this.lines = new Lines(this)
    this.overlay = new Overlay(this.holder)
    this.table.rowManager.tableElement.append(this.lines.node)
    this.lines.draw()
  }

  settle(label) {
    if (!this.lines) this.begin() // a table without rows asks for none
    this.ready = true
    this.name(label)
    this.measure()
    this.count()
    this.watch = new ResizeObserver(() => this.fit())
    this.watch.observe(this.holder)
    this.later = setTimeout(() => { this.lines.around = AROUND; this.lines.draw() }, SOON)
  }

  // What Tabulator says to a screen reader is mended here: it names things that ARIA does not know.
  name(label) {
    const { host, holder } = this, set = (node, names) => { for (const key in names) node.setAttribute(key, names[key]) }
    host.removeAttribute("aria-owns")
    host.removeAttribute("tabindex")
    set(host, { role: "grid", "aria-label": label, "aria-multiselectable": "true", "aria-colcount": this.captions.length + this.sheet.width })
    set(holder, { role: "rowgroup", tabindex: "-1" })
    set(this.table.rowManager.tableElement, { role: "presentation" })
    host.querySelectorAll("[role=columngroup]").forEach(node => {
      node.setAttribute("role", "presentation")
      node.removeAttribute("aria-title")
    })
    host.querySelectorAll("[aria-sort]").forEach(node => node.removeAttribute("aria-sort"))
  }

  // Widths as Tabulator has them, and where columns begin.
  add() {
    const { columnsByIndex } = this.table.columnManager, { length } = this.captions
    this.aside = columnsByIndex.slice(0, length).map(column => column.width)
    this.frozen = this.aside.reduce((sum, width) => sum + width, 0)
    let place = this.frozen
    for (let at = 0; at < this.sheet.width; at++) {
      this.left[at] = place
      place += this.wide[at] = columnsByIndex[length + at].width
    }
    this.breadth = place
  }

  // What only the browser knows; asked when something of it may have changed.
  measure() {
    this.add()
    this.headHeight = this.table.columnManager.getElement().offsetHeight
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
    const { columnsByIndex } = this.table.columnManager
    this.setting = true
    widths.forEach((width, at) => { if (columnsByIndex[at].width !== width) columnsByIndex[at].setWidth(width) })
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
    if (!this.ready) return
    this.lines.draw()
    this.onmove("scroll")
  }

  // An edge is being dragged: the rows follow the headings, once a frame.
  dragging() {
    if (!this.ready || this.setting || this.following) return
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
  edgeOf(handle) {
    return this.table.columnManager.columnsByIndex.findIndex(({ modules }) => modules.resize && modules.resize.handleEl === handle) - this.captions.length
  }

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
    if (Boolean(this.sheet.height) !== Boolean(this.table.getDataCount())) this.table.replaceData(this.stand())
    this.count()
    this.paintAll()
  }

  destroy() {
    clearTimeout(this.later)
    if (this.watch) this.watch.disconnect()
    if (this.lines) this.lines.stop()
    this.ready = false
    this.table.destroy()
    this.host.removeAttribute("aria-label")
    this.host.textContent = ""
  }
}
