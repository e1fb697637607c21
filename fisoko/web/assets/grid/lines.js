// The rows in sight, drawn by no more elements than fit: a row that leaves at one edge comes back at the other as another row.
import { element } from "./element.js"

const BROAD = 24 // columns that are drawn whether in sight or not; of a broader sheet those in sight and some beyond
const BESIDE = 400 // px
const REST = 200 // ms after which scrolling has ended

export class Lines {
  // `view`: {sheet, captions, aside, left, wide, frozen, rowHeight, holder, room, look}
  constructor(view) {
    this.view = view
    this.node = element("div", { class: "lines", role: "presentation" })
    this.shown = new Map() // row → its line: {node, captions, cells, version}
    this.around = 0 // rows drawn beyond each edge
    this.version = 0 // of the values: lines painted for an older one are painted again
    this.from = this.to = 0
    this.arrange()
  }

  // The widths or the columns to draw have changed: lines are made anew from one pattern.
  arrange() {
    const { view } = this, { sheet, captions } = view
    this.columns()
    this.pattern = element("div", { class: "grid-row", role: "row" })
    let left = 0
    captions.forEach((_, at) => {
      const node = element("div", { class: "grid-cell caption", "aria-colindex": at + 1 }, document.createTextNode(""))
      node.style.left = left + "px"
      node.style.width = view.aside[at] + "px"
      left += view.aside[at]
      this.pattern.append(node)
    })
    for (let at = this.from; at <= this.to; at++) {
      const node = element("div", { class: "grid-cell", role: "gridcell", "aria-colindex": captions.length + at + 1 }, document.createTextNode(""))
      node.style.left = view.left[at] + "px"
      node.style.width = view.wide[at] + "px"
      this.pattern.append(node)
    }
    this.node.textContent = ""
    this.shown.clear()
    this.node.style.width = view.left[sheet.width - 1] + view.wide[sheet.width - 1] + "px"
  }

  // Which columns are drawn.
  columns() {
    const { sheet, left, wide, frozen, holder, room } = this.view
    this.from = 0
    this.to = sheet.width - 1
    if (sheet.width <= BROAD) return
    const begun = holder.scrollLeft + frozen - BESIDE, end = holder.scrollLeft + room.width + BESIDE
    while (this.from < this.to && left[this.from] + wide[this.from] < begun) this.from++
    while (this.to > this.from && left[this.to] > end) this.to--
  }

  // Whether a column that is in sight is not drawn.
  lacking() {
    const { sheet, left, wide, frozen, holder, room } = this.view
    if (!this.from && this.to === sheet.width - 1) return false // where it is scrolled to would have the page laid out
    const { scrollLeft } = holder
    return (this.from > 0 && left[this.from] > scrollLeft + frozen) || (this.to < sheet.width - 1 && left[this.to] + wide[this.to] < scrollLeft + room.width)
  }

  // Draws what is in sight now.
  draw() {
    if (this.lacking()) this.arrange()
    const { view, shown, around } = this, { height } = view.sheet, { rowHeight } = view
    const most = Math.min(height, Math.ceil(view.room.height / rowHeight) + 1 + 2 * around)
    const first = Math.max(0, Math.min(Math.floor(view.holder.scrollTop / rowHeight) - around, height - most)), free = []
    this.node.style.height = height * rowHeight + "px"
    for (const [row, line] of shown) {
      if (row >= first && row < first + most) continue
      shown.delete(row)
      free.push(line)
    }
    for (let row = first; row < first + most; row++) {
      let line = shown.get(row)
      if (!line) {
        line = free.pop() || this.made()
        shown.set(row, line)
        this.move(line, row)
      }
      if (line.version !== this.version) this.paint(line, row)
    }
    free.forEach(line => line.node.remove())
  }

  made() {
    const node = this.pattern.cloneNode(true), all = Array.from(node.children), { length } = this.view.captions
    this.node.append(node)
    return { node, captions: all.slice(0, length), cells: all.slice(length) }
  }

  move(line, row) {
    line.version = -1
    line.node.style.top = row * this.view.rowHeight + "px"
    line.node.setAttribute("aria-rowindex", row + 2)
    clearTimeout(this.resting)
    this.resting = setTimeout(() => this.sort(), REST)
  }

  paint(line, row) {
    const { view } = this, names = line.captions.length ? view.sheet.captionsOf(row) : []
    line.version = this.version
    line.captions.forEach((node, at) => {
      const text = names[at] || ""
      if (node.firstChild.data === text && node.title === text && node.hasAttribute("role")) return
      node.firstChild.data = node.title = text
      node.setAttribute("role", text ? "rowheader" : "gridcell") // an empty caption heads nothing
    })
    line.cells.forEach((node, at) => {
      const look = view.look(row, this.from + at), text = node.firstChild
      if (text.data !== look.text) text.data = look.text
      dress(node, look)
    })
  }

  // The drawn cell, or null.
  cell(row, column) {
    const line = this.shown.get(row)
    return (line && line.cells[column - this.from]) || null
  }

  // Reading goes by the order of the elements: when scrolling has ended, it is that of the rows again.
  sort() {
    let after = null
    for (const row of Array.from(this.shown.keys()).sort((one, other) => one - other)) {
      const { node } = this.shown.get(row), due = after ? after.nextSibling : this.node.firstChild
      if (node !== due) this.node.insertBefore(node, due)
      after = node
    }
  }

  stop() { clearTimeout(this.resting) }
}

const dress = (node, { mark, style }) => {
  if (node.mark !== mark) { node.mark = mark; node.dataset.mark = mark }
  if (node.dressed === style) return
  node.dressed = style
  node.style.fontWeight = style && style.bold ? "600" : ""
  node.style.backgroundColor = (style && style.fill) || ""
  node.style.color = (style && style.color) || ""
  node.style.textAlign = (style && style.align) || ""
}
