// The headings over the rows, of one to three levels; captions stay in view while the rest is scrolled sideways.
import { element } from "./element.js"
import { headings, title } from "./heading.js"

const px = value => value + "px"

export class Heads {
  // `view`: {sheet, captions, aside, wide}: the widths of captions and of columns in px.
  constructor(view) {
    this.view = view
    this.leaves = []
    this.groups = []
    this.line = element("div", { class: "heads-line", role: "row", "aria-rowindex": "1" })
    this.captions = view.captions.map((caption, at) => this.head({ class: "head caption", "aria-colindex": at + 1 }, caption.title, false, `caption${at}`))
    this.line.append(...this.captions, ...headings(view.sheet.columns).map(part => this.part(part)))
    this.node = element("div", { class: "heads", role: "rowgroup" }, this.line)
    this.arrange()
  }

  head(attributes, name, required, edge) {
    const words = title(name, required)
    return element("div", { role: words.textContent ? "columnheader" : "gridcell", ...attributes }, words, element("span", { class: "edge", "data-edge": edge, "aria-hidden": "true" }))
  }

  part({ name, at, from, to, parts }) {
    if (!parts) {
      const { captions, sheet } = this.view
      return this.leaves[at] = this.head({ class: "head", "aria-colindex": captions.length + at + 1, "data-from": at, "data-to": at }, name, sheet.columns[at].required, `c${at}`)
    }
    const node = element("div", { class: "head-group", role: "presentation", "data-from": from, "data-to": to }, title(name), element("div", { class: "head-parts", role: "presentation" }, ...parts.map(part => this.part(part))))
    this.groups.push({ node, from, to })
    return node
  }

  // Takes over the widths of the view.
  arrange() {
    const { aside, wide } = this.view
    let left = 0
    this.captions.forEach((node, at) => {
      node.style.left = px(left)
      node.style.width = px(aside[at])
      left += aside[at]
    })
    this.leaves.forEach((node, at) => { node.style.width = px(wide[at]) })
    this.groups.forEach(({ node, from, to }) => { node.style.width = px(wide.slice(from, to + 1).reduce((sum, one) => sum + one, 0)) })
  }
}
