// The names of the sheets at the bottom, each with the sign of its rules, as in Excel.
import { element, icon } from "./element.js"
import * as texts from "./texts.js"

export class SheetTabs {
  // `deeds`: {open(index), enter()}: to show a sheet, and to go on working in it.
  constructor(workbook, deeds) {
    this.deeds = deeds
    this.rules = element("div", { class: "rules", role: "tooltip", id: "rules", hidden: true })
    this.tabs = workbook.sheets.map(sheet => this.tab(sheet))
    // The list owns its tabs by their ids: the signs between them are no tabs.
    const list = element("div", { role: "tablist", "aria-label": texts.sheets, "aria-owns": this.tabs.map(tab => tab.button.id).join(" ") })
    this.node = element("div", { class: "sheets" }, list,
      element("div", { class: "sheet-tabs", onkeydown: event => this.press(event) }, ...this.tabs.map(tab => tab.place)), this.rules)
  }

  tab(sheet) {
    const count = element("span", { class: "count", hidden: true })
    const button = element("button", { type: "button", role: "tab", class: "sheet-tab", id: `tab-${sheet.id}`, "aria-controls": "sheet", onclick: () => this.deeds.open(sheet.index).then(() => this.deeds.enter()) }, sheet.name, count)
    const sign = sheet.definition.rules ? this.sign(sheet) : null
    return { button, count, place: element("span", { class: "tab-place" }, button, sign) }
  }

  sign(sheet) {
    const show = event => this.show(event.currentTarget, sheet.definition.rules)
    return element("button", {
      type: "button", class: "rule-sign", "aria-label": texts.rules(sheet.name), "aria-describedby": "rules",
      onmouseenter: show, onfocus: show, onclick: show, onmouseleave: () => this.hide(), onblur: () => this.hide(),
      onkeydown: event => { if (event.key === "Escape") this.hide() },
    }, icon("rules"))
  }

  show(sign, text) {
    this.rules.textContent = text
    this.rules.hidden = false
    const place = sign.getBoundingClientRect(), home = this.node.getBoundingClientRect()
    this.rules.style.left = Math.max(4, Math.min(place.left - home.left, window.innerWidth - this.rules.offsetWidth - home.left - 8)) + "px"
  }

  hide() { this.rules.hidden = true }

  // `counts`: errors of each sheet, said with the name.
  update(index, counts) {
    this.tabs.forEach(({ button, place, count }, at) => {
      button.setAttribute("aria-selected", at === index ? "true" : "false")
      button.tabIndex = at === index ? 0 : -1
      place.classList.toggle("open", at === index)
      count.hidden = !counts[at]
      count.textContent = counts[at] ? String(counts[at]) : ""
      count.title = counts[at] ? texts.errors(counts[at]) : ""
    })
    this.index = index
  }

  press(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step || !event.target.matches("[role=tab]")) return
    const next = (this.index + step + this.tabs.length) % this.tabs.length
    event.preventDefault()
    this.deeds.open(next).then(() => this.tabs[next].button.focus())
  }
}
