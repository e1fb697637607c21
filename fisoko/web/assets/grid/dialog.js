// A window over the grid that keeps the focus inside itself until it is closed.
import { element, icon } from "./element.js"
import { random } from "../saving/random.js"
import * as texts from "./texts.js"

export class Dialog {
  // `lasting`: it can't be closed by Esc or the cross.
  constructor(root, title, { lasting = false, kind = "", onclose = () => null } = {}) {
    Object.assign(this, { root, onclose })
    const id = `dialog-${random(6)}`
    this.body = element("div", { class: "body" })
    const close = lasting ? null : element("button", { type: "button", class: "icon", "aria-label": texts.close, onclick: () => this.close() }, icon("close"))
    this.box = element("div", { class: `panel dialog ${kind}`, role: "dialog", "aria-modal": "true", "aria-labelledby": id, tabindex: "-1" },
      element("header", {}, element("h2", { id }, title), close), this.body)
    this.node = element("div", { class: "veil", onkeydown: event => this.press(event) }, this.box)
    this.lasting = lasting
  }

  open() {
    this.before = this.root.getRootNode().activeElement
    this.root.append(this.node)
    // A field first: Enter must not follow a link that merely stands above it.
    const first = this.body.querySelector("input:not([readonly]), textarea") || this.body.querySelector("button, a")
    ;(first || this.box).focus()
    return this
  }

  close() {
    if (!this.node.isConnected) return
    this.node.remove()
    if (this.before && this.before.isConnected) this.before.focus({ preventScroll: true })
    this.onclose()
  }

  press(event) {
    event.stopPropagation()
    if (event.key === "Escape" && !this.lasting) { event.preventDefault(); this.close() }
    if (event.key !== "Tab") return
    const stops = Array.from(this.box.querySelectorAll("button, a[href], input, textarea")).filter(node => !node.disabled && node.offsetParent)
    const first = stops[0], last = stops[stops.length - 1], now = this.node.getRootNode().activeElement
    if (!first || (event.shiftKey ? now === first || now === this.box : now === last)) {
      event.preventDefault()
      if (first) (event.shiftKey ? last : first).focus()
    }
  }
}
