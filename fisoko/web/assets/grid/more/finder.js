// «Найти»: a text looked for in the cells, captions and headings of all sheets; the grid goes along while one types.
import { element, icon } from "../element.js"
import { fullTitle } from "../heading.js"
import * as texts from "./texts.js"

const PAUSE = 120
const plain = text => text.toLowerCase().replace(/ё/g, "е").replace(/\s+/g, " ")
const order = place => place.sheet.index * 1e9 + place.row * 1e4 + place.column

export class Finder {
  // `desk`: {pane, workbook, marks, open(index)}
  constructor(desk) {
    this.desk = desk
    const button = (name, shape, deed) => element("button", { type: "button", class: "icon", "aria-label": name, title: name, onclick: deed }, icon(shape))
    this.field = element("input", { class: "field", type: "text", "aria-label": texts.findWhat, placeholder: texts.findWhat, oninput: () => this.typed() })
    this.count = element("span", { class: "count num muted small", role: "status" })
    this.node = element("div", { class: "finder", role: "search", hidden: true, onkeydown: event => this.press(event) },
      this.field, this.count, button(texts.previous, "up", () => this.step(-1)), button(texts.next, "down", () => this.step(1)), button(texts.close, "close", () => this.close()))
    desk.pane.node.append(this.node)
  }

  // `step`: 0 opens the bar, 1 and -1 go on with what was looked for, without it.
  // `typed`: what has been typed already.
  open(step, typed = "") {
    if (step && this.field.value.trim()) { this.step(step); return }
    const { pane } = this.desk
    this.from = order({ sheet: pane.sheet, row: pane.selection.row, column: pane.selection.column })
    this.node.hidden = false
    pane.node.classList.add("seeking")
    this.field.focus()
    if (typed) {
      this.field.value = typed
      this.typed()
      return
    }
    this.field.select()
    if (this.field.value) this.tell(this.places(), 0)
  }

  close() {
    const { pane } = this.desk
    this.node.hidden = true
    pane.node.classList.remove("seeking")
    pane.editor.focus()
  }

  press(event) {
    event.stopPropagation()
    const deed = event.key === "Escape" ? () => this.close() : event.key === "Enter" && event.target === this.field ? () => this.step(event.shiftKey ? -1 : 1) : null
    if (!deed) return
    event.preventDefault()
    deed()
  }

  // A moment after the last letter: to the first place from where the search began.
  typed() {
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => {
      const places = this.places()
      this.go(places, places.find(place => order(place) >= this.from) || places[0])
    }, PAUSE)
  }

  step(by) {
    clearTimeout(this.waiting)
    const { pane } = this.desk, places = this.places()
    const here = order({ sheet: pane.sheet, row: pane.selection.row, column: pane.selection.column })
    const ahead = by > 0 ? places.find(place => order(place) > here) : places.slice().reverse().find(place => order(place) < here)
    this.go(places, ahead || places[by > 0 ? 0 : places.length - 1])
  }

  // Every cell with the text; a caption or a heading with it stands for the first cell of its row or column.
  places() {
    const { workbook, marks } = this.desk, wanted = plain(this.field.value).trim(), found = []
    if (!wanted) return found
    const has = text => text && plain(text).includes(wanted)
    for (const sheet of workbook.sheets) {
      const headed = sheet.columns.map(column => has(fullTitle(column, " ")))
      for (let row = 0; row < sheet.filledRows.length; row++) {
        const named = sheet.namesOf(row).some(has)
        for (let column = 0; column < sheet.width; column++) if ((named && column === 0) || (headed[column] && row === 0) || has(marks.text(sheet, row, column))) found.push({ sheet, row, column })
      }
    }
    return found
  }

  async go(places, place) {
    const { pane } = this.desk
    this.tell(places, places.indexOf(place) + 1)
    if (!place) return
    if (pane.sheet !== place.sheet) await this.desk.open(place.sheet.index)
    pane.select(place.row, place.column)
    if (this.node.hidden) pane.editor.focus()
  }

  tell(places, at) {
    this.count.textContent = !this.field.value.trim() ? "" : places.length ? texts.place(at, places.length) : texts.nothingFound
  }
}
