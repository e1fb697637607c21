// The menu of the right button: clipboard, clearing, rows.
import { element } from "./element.js"
import { pasteFromMenu } from "./clipboard.js"
import { addRow, removeRows } from "./rows.js"
import * as texts from "./texts.js"

export class Menu {
  constructor(root, pane, clipboard) {
    Object.assign(this, { pane, clipboard })
    this.node = element("div", { class: "menu", role: "menu", "aria-label": texts.cellMenu, hidden: true, onkeydown: event => this.press(event) })
    this.node.addEventListener("focusout", event => { if (!this.node.contains(event.relatedTarget)) this.close(false) })
    root.append(this.node)
  }

  items() {
    const { pane } = this, { sheet, selection } = pane, edit = !pane.readOnly
    const items = [[texts.copy, () => document.execCommand("copy")]]
    if (edit) items.unshift([texts.cut, () => document.execCommand("cut")])
    if (edit && navigator.clipboard && navigator.clipboard.readText) {
      items.push([texts.paste, () => pasteFromMenu(this.clipboard, text => pane.events.refuse(text))])
    }
    if (edit) items.push([texts.clear, () => pane.clear()])
    if (edit && sheet.free) {
      items.push([texts.rowAbove, () => addRow(pane, 0)], [texts.rowBelow, () => addRow(pane, 1)])
      items.push([texts.removeRows(selection.height), () => removeRows(pane)])
    }
    return items
  }

  // At a point of the screen, or under the active cell.
  open(point) {
    const { pane, node } = this, box = pane.node.getBoundingClientRect(), cell = pane.box
    node.textContent = ""
    this.items().forEach(([name, deed]) => node.append(element("button", { type: "button", role: "menuitem", tabindex: "-1", onclick: () => this.run(deed) }, name)))
    node.hidden = false
    const x = point ? point.x - box.left : cell.x + 12, y = point ? point.y - box.top : cell.y + cell.height
    node.style.left = Math.max(0, Math.min(x, pane.bounds.width - node.offsetWidth)) + "px"
    node.style.top = Math.max(0, Math.min(y, pane.bounds.height - node.offsetHeight)) + "px"
    node.firstChild.focus()
  }

  run(deed) {
    this.close(true)
    deed()
  }

  close(back) {
    if (this.node.hidden) return
    this.node.hidden = true
    if (back) this.pane.editor.focus()
  }

  press(event) {
    const items = Array.from(this.node.children), at = items.indexOf(this.node.getRootNode().activeElement)
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }
    event.stopPropagation()
    if (event.key === "Escape" || event.key === "Tab") this.close(true)
    else if (event.key in steps) items[(steps[event.key] + items.length) % items.length].focus()
    else return
    event.preventDefault()
  }
}
