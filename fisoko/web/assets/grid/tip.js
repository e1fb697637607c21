// A short text beside a cell: its error or its rule.
import { element } from "./element.js"

export class Tip {
  constructor(root, id) {
    this.node = element("div", { class: "tip", role: "tooltip", id, hidden: true })
    root.append(this.node)
  }

  show(text, kind, box, bounds) {
    if (!text) return this.hide()
    const { node } = this
    node.textContent = text
    node.dataset.kind = kind
    node.hidden = false
    const right = box.x + box.width + 6, fits = right + node.offsetWidth < bounds.width
    const x = fits ? right : Math.max(0, Math.min(box.x, bounds.width - node.offsetWidth - 8))
    const y = fits ? box.y : box.y + box.height + 4
    return this.put(x, Math.max(0, Math.min(y, bounds.height - node.offsetHeight)))
  }

  put(x, y) { this.node.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)` }

  hide() { this.node.hidden = true }
}
