// The one textarea of the grid: it always has the focus, takes what is typed, and covers the cell that is being edited.
import { element } from "./element.js"
import * as texts from "./texts.js"

export class Editor {
  constructor(root, id) {
    this.node = element("textarea", {
      class: "editor rest", rows: 1, autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false",
      "data-gramm": "false", "aria-controls": id, "aria-label": texts.table, "aria-describedby": "table-help", "aria-roledescription": "ячейка",
    })
    this.state = null
    this.pressed = -Infinity
    this.node.addEventListener("keydown", event => {
      this.pressed = performance.now()
      if (this.sleepy === undefined || event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey) return
      this.sleepy += event.key
      event.preventDefault()
    })
    root.append(this.node, element("p", { id: "table-help", hidden: true }, texts.tableHelp))
  }

  get open() { return this.state !== null }
  get text() { return this.node.value }
  get focused() { return this.node.getRootNode().activeElement === this.node }

  // How many ms to wait until nobody is in the middle of typing; an open cell may hold a thought.
  get unrest() { return Math.max(0, this.pressed + (this.open ? 4000 : 1200) - performance.now()) }

  focus() { this.node.focus({ preventScroll: true }) }

  // At rest a selected space stands in the textarea, so that the first letter replaces it and copy has something to copy.
  rest() {
    this.state = null
    this.node.className = "editor rest"
    this.node.value = " "
    this.node.style.width = this.node.style.height = ""
    if (this.focused) this.node.select()
  }

  // mode "type": arrows leave the cell; mode "edit": arrows move the caret.
  start(mode, text) {
    this.state = { mode }
    this.node.className = "editor open"
    if (text !== undefined) this.write(text)
  }

  write(text) {
    this.node.value = text
    this.node.setSelectionRange(text.length, text.length)
  }

  toggle() { this.state.mode = this.state.mode === "type" ? "edit" : "type" }

  insert(text) {
    this.node.setRangeText(text, this.node.selectionStart, this.node.selectionEnd, "end")
  }

  // Chrome drops the caret of a textarea that is filled inside a double click: it must lose the focus and get it back.
  // The caret goes to the end, or `all` is selected.
  wake(all) {
    const { state, text, node } = this
    this.sleepy = "" // what is typed meanwhile
    setTimeout(() => {
      const typed = this.sleepy
      this.sleepy = undefined
      if (this.state !== state) return
      this.sleeping = true
      node.blur()
      this.focus()
      this.sleeping = false
      this.write(text)
      if (all) node.select()
      if (!typed) return
      this.insert(typed)
      node.dispatchEvent(new Event("input"))
    })
  }

  place(box, bounds) {
    const x = Math.max(0, Math.min(box.x, bounds.width - 40)), y = Math.max(0, Math.min(box.y, bounds.height - box.height))
    this.node.style.transform = `translate(${x}px, ${y}px)`
    if (!this.open) return
    const room = bounds.width - x
    this.node.style.width = Math.min(Math.max(box.width, 48), room) + "px"
    this.node.style.height = box.height + "px"
    const grown = this.node.scrollHeight > box.height + 2
    if (grown) this.node.style.width = Math.min(Math.max(box.width, 260), room) + "px"
    if (grown) this.node.style.height = Math.min(this.node.scrollHeight + 2, 180, bounds.height - y) + "px"
  }

  describe(label, error) {
    this.node.setAttribute("aria-label", label)
    if (error) this.node.setAttribute("aria-invalid", "true")
    else this.node.removeAttribute("aria-invalid")
  }
}
