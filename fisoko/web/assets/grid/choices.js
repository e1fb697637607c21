// The list of values of a cell, opened under it: narrowed by what is typed, walked by arrows, picked by click or Enter.
import { element } from "./element.js"
import * as texts from "./texts.js"

// As people look for it: whatever the case, «ё» as «е», any space as one.
const plain = text => text.toLowerCase().replace(/ё/g, "е").replace(/\s+/g, " ").trim()
const known = new WeakMap() // list → its options in that form
const plainOf = list => {
  if (!known.has(list)) known.set(list, list.map(plain))
  return known.get(list)
}

// The options that have every word of what is typed; those that begin with it stand first, then those with a word that does.
export const narrowed = (list, typed) => {
  const wanted = plain(typed)
  if (!wanted) return list
  const words = wanted.split(" "), ranks = [[], [], []], options = plainOf(list)
  options.forEach((text, at) => {
    if (!words.every(word => text.includes(word))) return
    ranks[text.startsWith(wanted) ? 0 : text.includes(" " + wanted) ? 1 : 2].push(list[at])
  })
  return [].concat(...ranks)
}

export class Choices {
  constructor(root, id, textarea) {
    this.id = id
    this.textarea = textarea
    this.list = element("div", { role: "listbox", id, "aria-label": texts.choices })
    this.none = element("p", { class: "none muted", role: "status" })
    // Mouse down, not click: the textarea must keep the focus.
    this.node = element("div", { class: "choices", hidden: true, onmousedown: event => this.press(event) }, this.list, this.none)
    this.options = []
    this.at = -1
    root.append(this.node)
  }

  get open() { return !this.node.hidden }
  get picked() { return this.open && this.at >= 0 ? this.options[this.at] : null }

  press(event) {
    event.preventDefault()
    event.stopPropagation()
    const option = event.composedPath().find(node => node.at !== undefined)
    if (option) this.onpick(this.options[option.at])
  }

  // `typed` narrows the list; `current` is the value that the cell has now.
  show(list, typed, current, box, bounds, onpick) {
    this.onpick = onpick
    this.options = narrowed(list, typed)
    // A value that is no option stays as it is until one is chosen.
    const at = this.options.indexOf(current)
    this.at = this.options.length && (typed.trim() || !current) ? Math.max(0, at) : at
    this.fill()
    this.none.textContent = this.options.length ? "" : texts.noChoice
    this.none.hidden = Boolean(this.options.length)
    this.list.hidden = !this.options.length
    this.node.hidden = false
    this.put(box, bounds)
    this.attach()
    this.light()
  }

  // Elements are kept from one letter to the next: only their texts change.
  fill() {
    const { list, options } = this
    while (list.children.length > options.length) list.lastChild.remove()
    options.forEach((option, at) => {
      const node = list.children[at] || this.option(at)
      if (node.textContent !== option) node.textContent = option
    })
    this.lit = null
  }

  option(at) {
    const node = element("div", { role: "option", id: `${this.id}-${at}`, "aria-selected": "false" })
    node.at = at
    this.list.append(node)
    return node
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
    const { list, textarea, at } = this, option = list.children[at]
    if (!this.lit) Array.from(list.querySelectorAll("[aria-selected=true]")).forEach(node => node.setAttribute("aria-selected", "false"))
    else this.lit.setAttribute("aria-selected", "false")
    this.lit = option
    if (!option) { textarea.removeAttribute("aria-activedescendant"); return }
    option.setAttribute("aria-selected", "true")
    option.scrollIntoView({ block: "nearest" })
    textarea.setAttribute("aria-activedescendant", option.id)
  }

  step(by) {
    if (!this.options.length) return
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
