// The table until Tabulator has come: the same headings at the same places, so that a form is filled before that. Edges are not dragged in it.
import { element } from "./element.js"
import * as texts from "./texts.js"

export class FirstTable {
  // As TabulatorTable.
  constructor(host, columns, rowHeight, on) { Object.assign(this, { host, columns, on }) }

  build(filled) {
    this.leaves = []
    this.groups = []
    const heads = element("div", { class: "tabulator-headers", role: "row" }, ...this.columns.map(column => this.heading(column)))
    this.contents = element("div", { class: "tabulator-header-contents" }, heads)
    const edge = this.leaves.filter(leaf => leaf.frozen).pop()
    if (edge) edge.node.classList.add("tabulator-frozen-left")
    this.spread()
    this.head = element("div", { class: "tabulator-header", role: "rowgroup" }, this.contents)
    this.body = element("div", { class: "tabulator-table" })
    this.holder = element("div", { class: "tabulator-tableholder" }, this.body)
    this.host.classList.add("tabulator", "first")
    this.host.append(this.head, this.holder)
    this.holder.addEventListener("scroll", () => {
      this.contents.scrollLeft = this.holder.scrollLeft
      this.on.scrolled()
    })
    this.fill(filled)
    this.on.rows()
    return Promise.resolve()
  }

  heading({ columns, cssClass, field, frozen, width, minWidth, titleFormatter }) {
    const title = element("div", { class: "tabulator-col-title" }, titleFormatter())
    const content = element("div", { class: "tabulator-col-content" }, element("div", { class: "tabulator-col-title-holder" }, title))
    if (columns) {
      const first = this.leaves.length, within = element("div", { class: "tabulator-col-group-cols" }, ...columns.map(column => this.heading(column)))
      const node = element("div", { class: "tabulator-col tabulator-col-group", role: "presentation" }, content, within)
      this.groups.push({ node, first, end: this.leaves.length })
      return node
    }
    const node = element("div", { class: "tabulator-col", role: "columnheader", "tabulator-field": field }, content)
    if (cssClass) node.classList.add(cssClass)
    if (minWidth) node.style.minWidth = minWidth + "px"
    if (frozen) {
      node.classList.add("tabulator-frozen")
      node.style.position = "sticky"
    }
    this.leaves.push({ node, frozen, width })
    return node
  }

  get headHeight() { return this.head.offsetHeight }
  get widths() { return this.leaves.map(leaf => leaf.width) }

  setWidth(at, width) {
    this.leaves[at].width = width
    this.spread()
  }

  // Everything is as wide as it says, groups as what they hold.
  spread() {
    let left = 0
    for (const { node, frozen, width } of this.leaves) {
      node.style.width = width + "px"
      if (frozen) node.style.left = left + "px"
      left += width
    }
    this.groups.forEach(({ node, first, end }) => { node.style.width = this.leaves.slice(first, end).reduce((sum, leaf) => sum + leaf.width, 0) + "px" })
  }

  fill(filled) {
    if (this.empty) this.empty.remove()
    this.empty = filled ? null : element("div", { class: "tabulator-placeholder" }, element("div", { class: "tabulator-placeholder-contents" }, texts.noRows))
    if (this.empty) this.holder.append(this.empty)
  }

  edgeOf() { return -1 }

  destroy() {
    this.host.classList.remove("tabulator", "first")
    this.head.remove()
    this.holder.remove()
  }
}
