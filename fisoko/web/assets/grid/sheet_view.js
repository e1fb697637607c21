// Draws one sheet with Tabulator, which is only the renderer here: rows, headings, frozen captions, widths.
import { headings, title } from "./heading.js"
import { Overlay } from "./overlay.js"
import { Places } from "./places.js"
import * as texts from "./texts.js"
import { captionWidths, columnWidths, fittingWidth } from "./widths.js"

const ROW = 28

export class SheetView extends Places {
  // `look(row, column)` gives {text, mark, style} of a cell; `widths`: KeptWidths.
  constructor(host, sheet, { look, widths, label, onmove }) {
    super()
    Object.assign(this, { host, sheet, look, widths, onmove })
    this.captions = sheet.captionTitles
    this.family = getComputedStyle(host).fontFamily
    this.ready = false
    this.version = 0 // of the values: rows painted for an older one are painted again
    this.rowHeight = ROW
    const built = new Promise(done => { this.built = done })
    this.opened = built.then(() => { this.settle(label) })
    this.fitting = () => { clearTimeout(this.resized); this.resized = setTimeout(() => { this.fit(); this.onmove("resize") }, 100) }
    window.addEventListener("resize", this.fitting)
    this.draw()
  }

  draw() {
    this.table = new window.Tabulator(this.host, {
      data: this.sheet.rows.map((_, index) => ({ id: index })), index: "id", height: "100%", rowHeight: ROW, layout: "fitData",
      renderVerticalBuffer: 200, renderHorizontal: "basic", columnHeaderVertAlign: "top", keybindings: false, autoResize: true, placeholder: texts.noRows,
      columnDefaults: { headerSort: false, resizable: "header" }, columns: this.columns(),
      rowFormatter: row => this.dressRow(row.getElement(), row.getData().id),
    })
    // Headings are as high as their row by the style sheet: the renderer would lay the page out anew for each of them.
    const { columnManager, rowManager } = this.table
    columnManager.verticalAlignHeaders = () => { if (!columnManager.redrawBlock) rowManager.adjustTableSize() }
    this.table.on("tableBuilt", this.built)
    for (const name of ["scrollVertical", "scrollHorizontal", "renderComplete"]) this.table.on(name, () => this.moved(name))
    this.table.on("columnResized", column => this.widened(column.getField(), column.getWidth()))
  }

  captionWidths() { return captionWidths(this.sheet, this.family, this.host.clientWidth) }

  // A window made narrow, or wide again.
  fit() {
    if (!this.ready) return
    const columns = this.table.columnManager.columnsByIndex
    this.captionWidths().forEach((width, at) => { if (columns[at].width !== width) columns[at].setWidth(width) })
    this.measure()
  }

  columns() {
    const widths = this.captionWidths(), natural = columnWidths(this.sheet.columns, this.family)
    const captions = this.captions.map((caption, at) => ({
      title: caption.title || " ", field: "caption" + at, width: widths[at], frozen: true, cssClass: "caption",
      titleFormatter: () => title(caption.title), formatter: cell => this.caption(cell, at),
    }))
    const leaf = (column, index, name) => ({
      title: name || " ", field: "c" + index, width: this.widths.get(this.sheet.id, column.id) || natural[index], minWidth: 32,
      titleFormatter: () => title(name, column.required), formatter: cell => this.cell(cell, index),
    })
    return [...captions, ...headings(this.sheet.columns, leaf)]
  }

  dressRow(node, row) {
    node.setAttribute("aria-rowindex", row + 2)
    node.painted = this.version
  }

  caption(cell, at) {
    const node = cell.getElement(), text = this.sheet.captionsOf(cell.getRow().getData().id)[at] || ""
    node.setAttribute("role", text ? "rowheader" : "gridcell") // an empty caption heads nothing
    node.setAttribute("aria-colindex", at + 1)
    node.title = text
    return document.createTextNode(text)
  }

  cell(cell, column) {
    const node = cell.getElement(), row = cell.getRow().getData().id
    node.setAttribute("aria-colindex", this.captions.length + column + 1)
    const look = this.look(row, column)
    this.dress(node, look)
    return document.createTextNode(look.text)
  }

  dress(node, { mark, style }) {
    if (node.mark !== mark) { node.mark = mark; node.dataset.mark = mark }
    if (node.dressed === style) return
    node.dressed = style
    node.style.fontWeight = style && style.bold ? "600" : ""
    node.style.backgroundColor = (style && style.fill) || ""
    node.style.color = (style && style.color) || ""
    node.style.textAlign = (style && style.align) || ""
  }

  settle(label) {
    this.ready = true
    this.holder = this.table.rowManager.element
    this.overlay = new Overlay(this.holder)
    this.name(label)
    this.measure()
  }

  // What the renderer says to a screen reader is mended here: it names things that ARIA does not know.
  name(label) {
    const { host, holder } = this, set = (node, names) => { for (const key in names) node.setAttribute(key, names[key]) }
    host.removeAttribute("aria-owns")
    host.removeAttribute("tabindex")
    set(host, { role: "grid", "aria-label": label, "aria-multiselectable": "true", "aria-colcount": this.captions.length + this.sheet.width })
    set(holder, { role: "rowgroup", tabindex: "-1" })
    const rows = holder.querySelector(".tabulator-table")
    if (rows) rows.setAttribute("role", "presentation")
    host.querySelectorAll("[role=columngroup]").forEach(node => {
      node.setAttribute("role", "presentation")
      node.removeAttribute("aria-title")
    })
    host.querySelectorAll("[aria-sort]").forEach(node => node.removeAttribute("aria-sort"))
    this.count()
  }

  count() { this.host.setAttribute("aria-rowcount", this.sheet.height + 1) }

  // Geometry is arithmetic over widths: the cell asked about may not be drawn yet.
  measure() {
    if (!this.ready) return
    const columns = this.table.columnManager.columnsByIndex, first = this.table.rowManager.rows[0]
    this.frozen = 0
    for (let at = 0; at < this.captions.length; at++) this.frozen += columns[at].width
    let place = this.frozen
    for (let at = 0; at < this.sheet.width; at++) {
      this.left[at] = place
      this.wide[at] = columns[this.captions.length + at].width
      place += this.wide[at]
    }
    this.headHeight = this.table.columnManager.getElement().offsetHeight
    this.rowHeight = (first && first.element && first.element.offsetHeight) || this.rowHeight
    this.overlay.size(place, this.sheet.height * this.rowHeight)
  }

  // A column that was dragged; `field` is «c3», of a caption «caption0».
  widened(field, width) {
    if (!this.ready) return
    const column = /^c\d/.test(field) ? this.sheet.columns[Number(field.slice(1))] : null
    if (column) this.widths.set(this.sheet.id, column.id, width)
    this.measure()
    this.moved("columnResized")
  }

  fitColumns(columns, textOf) {
    const rows = Array.from({ length: this.sheet.height }, (_, row) => row)
    columns.forEach(at => {
      const width = fittingWidth(this.sheet.columns[at], rows.map(row => textOf(row, at)), this.family)
      this.table.columnManager.columnsByIndex[this.captions.length + at].setWidth(width)
      this.widths.set(this.sheet.id, this.sheet.columns[at].id, width)
    })
    this.measure()
  }

  // The column whose edge is dragged by this element; -1 of a caption.
  edgeOf(handle) {
    return this.table.columnManager.columnsByIndex.findIndex(({ modules }) => modules.resize && modules.resize.handleEl === handle) - this.captions.length
  }

  moved(name) {
    if (!this.ready || this.frame) return
    this.frame = requestAnimationFrame(() => { this.frame = 0; this.refresh(); this.onmove(name) })
  }

  drawn(row, column) {
    const line = this.table.rowManager.rows[row], cell = line && line.cells && line.cells[this.captions.length + column]
    return cell && cell.loaded ? cell.element : null
  }

  paint(row, column) {
    const node = this.ready && this.drawn(row, column)
    if (node) this.write(node, row, column)
  }

  write(node, row, column) {
    const look = this.look(row, column), text = node.firstChild
    if (!text || text.nodeType !== 3) node.textContent = look.text
    else if (text.data !== look.text) text.data = look.text
    this.dress(node, look)
  }

  // Repaints the rows in sight; those that were scrolled away are repainted when they come back (the renderer keeps them).
  paintAll() {
    this.version++
    this.refresh()
  }

  refresh() {
    if (!this.ready) return
    const { rows, renderer } = this.table.rowManager, last = Math.min(renderer.vDomBottom, this.sheet.height - 1)
    for (let row = Math.max(0, renderer.vDomTop); row <= last; row++) {
      const line = rows[row]
      if (!line || !line.initialized || line.element.painted === this.version) continue
      line.element.painted = this.version
      for (let column = 0; column < this.sheet.width; column++) {
        const cell = line.cells[this.captions.length + column]
        if (cell && cell.loaded) this.write(cell.element, row, column)
      }
    }
  }

  // After rows were added or removed only the count changes for the renderer.
  resize() {
    if (!this.ready) return Promise.resolve()
    const now = this.table.rowManager.rows.length, want = this.sheet.height
    const done = want > now
      ? this.table.addData(Array.from({ length: want - now }, (_, at) => ({ id: now + at })))
      : Promise.all(Array.from({ length: now - want }, (_, at) => this.table.deleteRow(now - 1 - at)))
    this.count()
    this.overlay.size(this.left[this.sheet.width - 1] + this.wide[this.sheet.width - 1], want * this.rowHeight)
    this.paintAll()
    return done
  }

  destroy() {
    window.removeEventListener("resize", this.fitting)
    clearTimeout(this.resized)
    if (this.frame) cancelAnimationFrame(this.frame)
    this.ready = false
    this.table.destroy()
    this.host.removeAttribute("aria-label")
    this.host.textContent = ""
  }
}
