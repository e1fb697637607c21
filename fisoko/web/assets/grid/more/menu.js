// The menu of the right button: clipboard, filling, rows, columns; each line with its keys.
import { element } from "../element.js"
import * as texts from "./texts.js"

const LINE = null // between groups

export class Menu {
  // `desk`: {pane, clipboard, deeds, extras}
  constructor(desk) {
    this.desk = desk
    this.node = element("div", { class: "menu", role: "menu", "aria-label": texts.cellMenu, hidden: true, onkeydown: event => this.press(event) })
    this.node.addEventListener("focusout", event => { if (!this.node.contains(event.relatedTarget)) this.close(false) })
    this.node.addEventListener("contextmenu", event => event.preventDefault())
    desk.pane.node.append(this.node)
  }

  // [name, keys, deed] lines.
  items() {
    const { desk } = this, { pane, extras, deeds } = desk, edit = !pane.readOnly
    const items = [[texts.copy, "Ctrl+C", () => document.execCommand("copy")]]
    if (edit) {
      items.unshift([texts.cut, "Ctrl+X", () => document.execCommand("cut")])
      if (navigator.clipboard && navigator.clipboard.readText) items.push([texts.paste, "Ctrl+V", () => this.paste()])
      items.push([texts.clear, "Delete", () => pane.clear()], LINE, [texts.fillDown, "Ctrl+D", () => deeds.fillDown(pane)], [texts.fillRight, "Ctrl+R", () => deeds.fillRight(pane)])
      items.push(...this.own())
    }
    if (edit && pane.sheet.free) items.push(LINE, ...this.rows())
    items.push(LINE, [texts.fit, "", () => pane.fit()], [texts.find, "Ctrl+F", () => extras.find()])
    return items
  }

  // What only cells of a kind offer.
  own() {
    const { pane } = this.desk, { cell } = pane
    if (pane.refusal(pane.selection.row, pane.selection.column)) return []
    if (cell.list || cell.type === "boolean") return [[texts.pick, "Alt+↓", () => pane.typing.offerAll()]]
    return cell.type === "date" ? [[texts.today, "Ctrl+;", () => { pane.typing.stamp(false); pane.commit() }]] : []
  }

  rows() {
    const { pane, deeds } = this.desk, { height } = pane.selection
    return [
      [texts.rowAbove, "Ctrl+Shift+=", () => deeds.addRow(pane, 0)], [texts.rowBelow, "Ctrl+Enter", () => deeds.addRow(pane, 1)],
      [texts.duplicate(height), "Ctrl+Shift+D", () => deeds.duplicateRows(pane)], [texts.up, "Alt+Shift+↑", () => deeds.moveRows(pane, -1)],
      [texts.down, "Alt+Shift+↓", () => deeds.moveRows(pane, 1)], [texts.removeRows(height), "Ctrl+−", () => deeds.removeRows(pane)],
    ]
  }

  // The browser asks the person first; values come with their types where it gives them.
  async paste() {
    const { pane, clipboard } = this.desk
    try {
      const [text, html] = await read()
      clipboard.put(text, html)
    } catch (_) {
      pane.events.refuse(texts.noAccessToClipboard)
    }
  }

  // At a point of the screen, or under the active cell.
  open(point) {
    const { pane } = this.desk, { node } = this, box = pane.node.getBoundingClientRect(), cell = pane.box
    node.textContent = ""
    this.items().forEach(item => node.append(item ? this.item(...item) : element("div", { class: "line", role: "separator" })))
    node.hidden = false
    const x = point ? point.x - box.left : cell.x + 12, y = point ? point.y - box.top : cell.y + cell.height
    node.style.maxHeight = pane.bounds.height + "px"
    node.style.left = Math.max(0, Math.min(x, pane.bounds.width - node.offsetWidth)) + "px"
    node.style.top = Math.max(0, Math.min(y, pane.bounds.height - node.offsetHeight)) + "px"
    node.scrollIntoView({ block: "nearest" }) // in a low window the table may reach beyond it
    node.firstChild.focus({ preventScroll: true })
  }

  item(name, keys, deed) {
    return element("button", { type: "button", role: "menuitem", onclick: () => this.run(deed) },
      element("span", {}, name), keys && element("kbd", { "aria-hidden": "true" }, keys))
  }

  run(deed) {
    this.close(true)
    deed()
  }

  close(back) {
    if (this.node.hidden) return
    this.node.hidden = true
    if (back) this.desk.pane.editor.focus()
  }

  press(event) {
    const items = Array.from(this.node.querySelectorAll("[role=menuitem]")), at = items.indexOf(this.node.getRootNode().activeElement)
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }
    event.stopPropagation()
    if (event.key === "Escape" || event.key === "Tab") this.close(true)
    else if (event.key in steps) items[(steps[event.key] + items.length) % items.length].focus()
    else return
    event.preventDefault()
  }
}

const read = async () => {
  if (!navigator.clipboard.read) return [await navigator.clipboard.readText(), ""]
  const [item] = await navigator.clipboard.read()
  const part = async kind => (item && item.types.includes(kind) ? (await item.getType(kind)).text() : "")
  return Promise.all([part("text/plain"), part("text/html")])
}
