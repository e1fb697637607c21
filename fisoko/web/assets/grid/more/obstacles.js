// «Что мешает сдать»: errors, empty required cells and warnings beside the grid, each line the way to its cell, plain mends with one click.
import { element, icon } from "../element.js"
import { suggestion } from "./mend.js"
import * as texts from "./texts.js"

const SHOWN = 100, TRIED = 5000 // how many errors are listed, and how many are looked at for mends

const where = finding => (finding.sheet_name ? `${finding.sheet_name}, ${finding.address}` : finding.address)
const keyOf = finding => [finding.sheet, finding.address, finding.kind, finding.rule].join(" ")

export class Obstacles {
  // `desk`: {work, top, pane, marks, faults, report, deeds}
  constructor(desk) {
    this.desk = desk
    this.meant = new WeakMap() // cell's definition → what was meant by each value
    this.lead = element("p", { class: "muted small" })
    this.all = element("button", { type: "button", class: "btn", onclick: () => this.mendAll() })
    this.groups = element("div", { class: "groups" })
    this.node = element("aside", { class: "obstacles", id: "obstacles", "aria-labelledby": "obstacles-title", hidden: true, onkeydown: event => this.press(event) },
      element("header", {}, element("h2", { id: "obstacles-title" }, texts.obstacles), element("button", { type: "button", class: "icon", "aria-label": texts.close, onclick: () => this.close() }, icon("close"))),
      element("div", { class: "body" }, this.lead, this.all, this.groups))
    desk.work.append(this.node)
    desk.top.errors.setAttribute("aria-controls", "obstacles")
  }

  get open() { return !this.node.hidden }

  toggle() {
    if (this.open) { this.close(); return }
    this.node.hidden = false
    this.desk.top.errors.setAttribute("aria-expanded", "true")
    this.draw()
    const first = this.groups.querySelector("button.finding") || this.node.querySelector("button.icon")
    first.focus()
  }

  close() {
    if (!this.open) return
    this.node.hidden = true
    this.desk.top.errors.setAttribute("aria-expanded", "false")
    this.desk.pane.editor.focus()
  }

  press(event) {
    event.stopPropagation()
    if (event.key !== "Escape") return
    event.preventDefault()
    this.close()
  }

  // After a change of values: the list is drawn anew, and the focus stays at its place in it.
  changed() {
    if (!this.open || this.waiting) return
    this.waiting = requestAnimationFrame(() => { this.waiting = 0; if (this.open) this.draw() })
  }

  draw() {
    const { marks } = this.desk, active = this.node.getRootNode().activeElement
    const buttons = Array.from(this.groups.querySelectorAll("button")), at = buttons.indexOf(active)
    const { errors, missing, warnings } = marks
    this.mends = errors.slice(0, TRIED).filter(finding => finding.kind === "type" || finding.kind === "list").map(finding => this.mend(finding)).filter(Boolean)
    this.lead.textContent = errors.length || missing.length ? "" : warnings.length ? texts.onlyWarnings : texts.nothing
    this.lead.hidden = !this.lead.textContent
    this.all.textContent = texts.mendAll(this.mends.length)
    this.all.hidden = this.mends.length < 2
    this.groups.textContent = ""
    const mends = new Map(this.mends.map(mend => [keyOf(mend.finding), mend]))
    this.group(texts.errorsHeading(errors.length), errors, mends)
    this.group(texts.missingHeading(missing.length), missing, mends)
    this.group(texts.warningsHeading(warnings.length), warnings, mends)
    this.moved()
    if (at < 0) return
    const fresh = this.groups.querySelectorAll("button")
    ;(fresh[Math.min(at, fresh.length - 1)] || this.node.querySelector("button.icon")).focus()
  }

  group(heading, findings, mends) {
    if (!findings.length) return
    const rest = findings.length - SHOWN
    this.groups.append(element("h3", {}, heading),
      element("ul", { class: "findings" }, ...findings.slice(0, SHOWN).map(finding => this.line(finding, mends.get(keyOf(finding))))),
      rest > 0 ? element("p", { class: "muted small" }, texts.more(rest)) : "")
  }

  line(finding, mend) {
    const made = element("li", {}, element("button", { type: "button", class: "finding", onclick: () => this.desk.faults.go(finding) },
      element("b", { class: "num" }, where(finding)), element("span", {}, finding.text), element("small", { class: "muted" }, this.desk.faults.about(finding))))
    made.finding = finding
    if (mend) {
      made.append(element("p", { class: "mend" }, element("span", {}, texts.like(mend.what, mend.shown)),
        element("button", { type: "button", class: "btn plain", "aria-label": texts.mendLabel(where(finding), mend.shown), onclick: () => this.accept([mend]) }, texts.mend)))
    }
    return made
  }

  // The line of the active cell is marked.
  moved() {
    if (!this.open) return
    const { sheet, selection } = this.desk.pane
    if (!sheet.height) return
    const row = sheet.rows[selection.row].id, column = sheet.columns[selection.column].id
    this.groups.querySelectorAll("li").forEach(({ finding, firstChild }) => {
      if (finding.sheet === sheet.id && finding.row === row && finding.column === column) firstChild.setAttribute("aria-current", "true")
      else firstChild.removeAttribute("aria-current")
    })
  }

  mend(finding) {
    const { faults, pane } = this.desk, place = faults.place(finding)
    if (!place || pane.readOnly) return null
    const value = place.sheet.value(place.row, place.column), cell = place.sheet.cell(place.row, place.column), key = JSON.stringify(value)
    if (!this.meant.has(cell)) this.meant.set(cell, new Map())
    const known = this.meant.get(cell)
    if (!known.has(key)) known.set(key, suggestion(value, cell, this.desk.marks.checker.today))
    return known.get(key) && { ...known.get(key), finding, place }
  }

  // One step back takes them all away.
  accept(mends) {
    const { pane, report, deeds } = this.desk
    pane.put(mends.map(({ place, value }) => deeds.set(place.sheet, place.sheet.rows[place.row], place.column, value)), "mend")
    report.show(texts.mended(mends.length), { brief: true })
  }

  mendAll() { this.accept(this.mends) }
}
