// «Не вошло»: edits that lost to a newer value, each with both values and one click to take it.
import { moment } from "../time.js"
import { Dialog } from "./dialog.js"
import { element } from "./element.js"
import * as texts from "./texts.js"
import { saveTable } from "./unsent.js"
import { show } from "../forms/value.js"

export class MissedPanel {
  // `take(place, value)` writes a value into the draft; `go(place)` shows the cell; `about(item)` tells its headings.
  constructor(root, workbook, { take, go, about, onchange }) {
    Object.assign(this, { root, workbook, take, go, about, onchange })
    this.items = []
    this.homeless = [] // edits of this browser for which the form has no place
    this.taken = new Set()
  }

  key(item) { return JSON.stringify([item.sheet, item.row, item.column, item.value, item.saved_at]) }

  set(items) {
    this.items = (items || []).filter(item => !this.taken.has(this.key(item)))
    this.onchange(this.all.length)
  }

  // Of the edits that the server has refused, those whose cell is no more; the others are seen in their cells.
  setHomeless(records) {
    const items = [].concat(...records.map(({ ops, reason, at }) => ops.filter(([deed]) => deed === "set").map(op =>
      ({ op, sheet: op[1], row: op[2], column: op[3], value: op[4], kept: null, saved_at: at, reason }))))
    this.homeless = items.filter(item => !this.place(item))
    this.onchange(this.all.length)
  }

  get all() { return this.items.concat(this.homeless) }

  download() {
    const rows = this.all.map(item => [this.address(item), show(item.value, this.cell(item)), show(this.keptOf(item), this.cell(item)), moment(item.saved_at), item.reason || ""])
    saveTable([texts.missedHead, ...rows], texts.missedFile)
  }

  cell(item) {
    const place = this.place(item)
    return place ? place.sheet.cell(place.row, place.column) : { type: "general" }
  }

  address(item) {
    const place = this.place(item)
    return place ? `${place.sheet.name}, ${place.sheet.address(place.row, place.column)}` : item.where ? `${item.where} – ${texts.goneCell}` : texts.goneCell
  }

  keptOf(item) {
    const place = this.place(item)
    return place ? place.sheet.value(place.row, place.column) : item.kept
  }

  place(item) {
    const sheet = this.workbook.byId.get(item.sheet)
    if (!sheet) return null
    const row = sheet.indexOf(item.row), column = sheet.places.get(item.column)
    return row < 0 || column === undefined ? null : { sheet, row, column }
  }

  open() {
    this.dialog = new Dialog(this.root, texts.missed)
    this.fill()
    this.dialog.open()
  }

  fill() {
    const rows = this.all.map(item => this.row(item))
    this.dialog.body.textContent = ""
    this.dialog.body.append(element("p", {}, texts.missedLead), element("ul", { class: "findings missed" }, ...rows),
      element("button", { type: "button", class: "btn", onclick: () => this.download() }, texts.downloadMissed))
  }

  row(item) {
    const place = this.place(item), cell = this.cell(item), address = this.address(item), kept = this.keptOf(item)
    const value = held => show(held, cell) || texts.emptyCell
    return element("li", {},
      element("button", { type: "button", class: "finding", disabled: !place, onclick: () => { this.dialog.close(); this.go(place) } },
        element("b", { class: "num" }, address), item.saved_at ? element("span", { class: "muted small num" }, texts.moscow(moment(item.saved_at))) : ""),
      place && element("p", { class: "small muted" }, this.about(item)),
      element("dl", {}, element("dt", {}, texts.yours), element("dd", {}, value(item.value)), ...(place ? [element("dt", {}, texts.kept), element("dd", {}, value(kept))] : [])),
      place ? element("button", { type: "button", class: "btn", "aria-label": texts.takeLabel(address), onclick: () => this.accept(item, place) }, texts.take) : null)
  }

  accept(item, place) {
    this.taken.add(this.key(item))
    this.take(place, item.value)
    this.set(this.items)
    if (this.all.length) this.fill()
    else this.dialog.close()
  }
}
