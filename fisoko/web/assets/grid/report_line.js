// One line that tells what has just happened, with what can be done about it; it stays until the next deed.
import { element, icon } from "./element.js"
import * as texts from "./texts.js"

const SLOW = 300 // ms

export class ReportLine {
  constructor() {
    this.text = element("span", { class: "text" })
    this.deeds = element("span", { class: "deeds" })
    const close = element("button", { type: "button", class: "icon", "aria-label": texts.hide, onclick: () => this.hide() }, icon("close"))
    this.node = element("div", { class: "report", hidden: true }, this.text, this.deeds, close)
  }

  // `deeds`: [name, function] pairs; `lasting` lines go only when closed or replaced, `brief` ones with the next move.
  show(text, { deeds = [], level = "", lasting = false, brief = false } = {}) {
    if (brief && this.lasting && !this.node.hidden) return
    Object.assign(this, { lasting, brief })
    this.text.textContent = text
    this.deeds.textContent = ""
    deeds.forEach(([name, deed]) => this.deeds.append(element("button", { type: "button", class: "btn plain", onclick: deed }, name)))
    this.node.dataset.level = level
    this.node.hidden = false
  }

  // What `coming` brings; when it is slow, `text` stands there meanwhile.
  async during(coming, text) {
    const slow = setTimeout(() => this.show(text, { lasting: true }), SLOW)
    try {
      return await coming
    } finally {
      clearTimeout(slow)
      this.hide(text)
    }
  }

  // With `text`, only when it is this that stands there.
  hide(text = this.text.textContent) {
    if (this.text.textContent !== text) return
    this.node.hidden = true
    this.lasting = this.brief = false
  }

  pass() { if (!this.lasting) this.hide() }

  move() { if (this.brief) this.hide() }
}
