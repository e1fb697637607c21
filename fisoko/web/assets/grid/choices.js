// The list of values of a cell, opened under it: narrowed by what is typed, walked by arrows, picked by click or Enter.
import { element } from "./element.js"
import * as texts from "./texts.js"

export class Choices {
  constructor(root, id, textarea) {
    this.id = id
    this.textarea = textarea
    this.node = element("div", { class: "choices", role: "listbox", id, "aria-label": texts.choices, hidden: true })
    this.options = []
    this.at = -1
    root.append(this.node)
  }

  get open() { return !this.node.hidden }
  get picked() { return this.open && this.at >= 0 ? this.options[this.at] : null }

  // `typed` narrows the list; `current` is the value that the cell has now.
  show(list, typed, current, box, bounds, onpick) {
    const wanted = typed.trim().toLowerCase()
    const begins = option => option.toLowerCase().startsWith(wanted), holds = option => option.toLowerCase().includes(wanted)
    this.options = list.filter(begins).concat(list.filter(option => !begins(option) && holds(option)))
    // A value that is no option stays as it is until one is chosen.
    const at = this.options.indexOf(current)
    this.at = this.options.length && (wanted || !current) ? Math.max(0, at) : at
    this.node.textContent = ""
    this.options.forEach((option, index) => this.node.append(element("div", {
      role: "option", id: `${this.id}-${index}`,
      // Mouse down, not click: the textarea must keep the focus.
      onmousedown: event => { event.preventDefault(); event.stopPropagation(); onpick(option) },
    }, option)))
    this.node.hidden = !this.options.length
    if (!this.options.length) return this.close()
    this.put(box, bounds)
    this.attach()
    return this.light()
  }

  put(box, bounds) {
    const { node } = this, below = box.y + box.height
    node.style.minWidth = box.width + "px"
    const up = below + node.offsetHeight > bounds.height && box.y > node.offsetHeight
    node.style.left = Math.max(0, Math.min(box.x, bounds.width - node.offsetWidth)) + "px"
    node.style.top = (up ? box.y - node.offsetHeight : below) + "px"
  }

  // A textarea may not be a combobox: it stays a text box that says that it has a list.
  attach() {
    const { textarea } = this
    if (this.owner) return
    this.owner = textarea.getAttribute("aria-controls")
    textarea.setAttribute("aria-haspopup", "listbox")
    textarea.setAttribute("aria-autocomplete", "list")
    textarea.setAttribute("aria-controls", this.id)
  }

  light() {
    Array.from(this.node.children).forEach((option, index) => {
      option.setAttribute("aria-selected", index === this.at ? "true" : "false")
      if (index === this.at) option.scrollIntoView({ block: "nearest" })
    })
    if (this.at < 0) this.textarea.removeAttribute("aria-activedescendant")
    else this.textarea.setAttribute("aria-activedescendant", `${this.id}-${this.at}`)
  }

  step(by) {
    this.at = Math.max(0, Math.min(this.at + by, this.options.length - 1))
    this.light()
  }

  close() {
    const { textarea } = this
    this.node.hidden = true
    this.options = []
    if (!this.owner) return
    for (const name of ["aria-haspopup", "aria-autocomplete", "aria-activedescendant"]) textarea.removeAttribute(name)
    textarea.setAttribute("aria-controls", this.owner)
    this.owner = ""
  }
}
