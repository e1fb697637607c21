// «История»: the edits of the draft beside the grid, newest first, and the way back to a moment, which one undo takes back.
import { Dialog } from "../grid/dialog.js"
import { element, icon } from "../grid/element.js"
import { get } from "../saving/requests.js"
import { clockTime, moment, readersMoment } from "../time.js"
import { asked, carryOut } from "./apply.js"
import { changesTable } from "./list.js"
import * as texts from "./texts.js"

const SHOWN = 4, QUIET = 1500 // cells of an entry at first; ms after an edit

export class Past {
  // `desk`: {work, node, model, pane, workbook, keeping, faults, report, voice, deeds, askSignIn(then)}; `button`: what opens it
  constructor(desk, button) {
    Object.assign(this, { desk, button })
    this.lead = element("p", { class: "muted small" }, texts.pastLead)
    this.status = element("p", { class: "small", role: "status" })
    this.days = element("div", { class: "groups" })
    this.more = element("button", { type: "button", class: "btn", hidden: true, onclick: () => this.load(this.next) }, texts.earlier)
    this.node = element("aside", { class: "obstacles past", id: "past", "aria-labelledby": "past-title", hidden: true, onkeydown: event => this.press(event) },
      element("header", {}, element("h2", { id: "past-title" }, texts.past), element("button", { type: "button", class: "icon", "aria-label": texts.close, onclick: () => this.close() }, icon("close"))),
      element("div", { class: "body" }, this.lead, this.status, this.days, this.more))
    desk.work.append(this.node)
    button.setAttribute("aria-controls", "past")
  }

  get open() { return !this.node.hidden }

  async toggle() {
    if (this.open) { this.close(); return }
    this.desk.pane.commit()
    this.show(true)
    const close = this.node.querySelector("button.icon")
    close.focus()
    await this.load(0)
    const first = this.days.querySelector("button")
    if (first && close.getRootNode().activeElement === close) first.focus()
  }

  close() {
    if (!this.open) return
    this.show(false)
    clearTimeout(this.waiting)
    this.desk.pane.editor.focus()
  }

  show(flag) {
    this.node.hidden = !flag
    this.button.setAttribute("aria-expanded", String(flag))
  }

  press(event) {
    event.stopPropagation()
    if (event.key !== "Escape") return
    event.preventDefault()
    this.close()
  }

  // An edit here or elsewhere: what is shown is asked anew in a quiet moment.
  changed() {
    clearTimeout(this.waiting)
    if (this.open) this.waiting = setTimeout(() => { if (this.open) this.load(0) }, QUIET)
  }

  // The page of what was changed before `before`; 0: the newest.
  async load(before) {
    const turn = this.turn = (this.turn || 0) + 1
    if (!this.days.firstChild) this.status.textContent = texts.asking
    const told = await this.ask(before ? `?before=${before}` : "")
    if (!told || turn !== this.turn) return
    this.status.textContent = ""
    if (!before) this.draw(told)
    else this.add(told)
    this.next = told.next
    this.more.hidden = !told.next
  }

  ask(query, fail = text => { this.status.textContent = text }) {
    const { desk } = this
    return asked(desk, () => get(desk.model.history_url + query), {
      fail, signIn: () => desk.askSignIn(() => this.load(0)), failed: texts.pastFailed, offline: texts.pastOffline,
    })
  }

  // From the newest on; the focus stays at its place in the list.
  draw(told) {
    const active = this.node.getRootNode().activeElement, at = Array.from(this.days.querySelectorAll("button")).indexOf(active)
    this.days.textContent = ""
    this.day = this.list = null
    this.newest = told.entries.length ? told.entries[0].seq : 0
    this.status.textContent = told.entries.length ? "" : texts.nothingYet
    this.add(told)
    const buttons = this.days.querySelectorAll("button")
    if (at >= 0 && buttons.length) buttons[Math.min(at, buttons.length - 1)].focus()
  }

  add(told) {
    const minutes = told.entries.map(entry => entry.saved_at.slice(0, 16))
    for (const entry of told.entries) {
      const day = moment(entry.saved_at).slice(0, 10)
      if (day !== this.day) {
        this.day = day
        this.list = element("ol", { class: "findings" })
        this.days.append(element("h3", {}, day), this.list)
      }
      // Seconds tell moments of one minute apart.
      const minute = entry.saved_at.slice(0, 16), alone = minutes.indexOf(minute) === minutes.lastIndexOf(minute)
      this.list.append(this.line(entry, told.windows, alone))
    }
    if (told.entries.length && !told.next && !this.desk.pane.readOnly) this.list.append(element("li", {}, this.wayBack(0, texts.backToStart)))
  }

  line(entry, windows, alone) {
    const own = entry.window === this.desk.keeping.window, time = clockTime(entry.saved_at), here = readersMoment(entry.saved_at, this.desk.model.zone)
    const cells = element("ul", { class: "small" }, ...entry.changes.slice(0, SHOWN).map(change => this.cell(change)))
    const rest = entry.changes.slice(SHOWN), untold = entry.count - entry.changes.length
    const all = rest.length ? element("button", { type: "button", class: "btn plain", onclick: () => {
      cells.append(...rest.map(change => this.cell(change)), untold > 0 ? element("li", { class: "muted" }, texts.rest(untold)) : "")
      all.remove()
      cells.children[SHOWN].firstChild.focus()
    } }, texts.allCells(entry.count)) : null
    return element("li", {},
      element("div", { class: "when" }, element("b", { class: "num" }, texts.moscow(time)), here && element("span", { class: "muted small num" }, here), element("span", { class: own ? "mine" : "other" }, own ? texts.thisWindow : texts.otherWindow(windows[entry.window])),
        element("span", { class: "muted small" }, texts.deeds(entry))),
      cells, all,
      entry.seq === this.newest ? element("p", { class: "muted small" }, texts.now) : this.desk.pane.readOnly ? null : this.wayBack(entry.seq, texts.backTo(alone ? time.slice(0, 5) : time)))
  }

  cell({ sheet, row, column, sheet_name: name, address, was, becomes }) {
    const where = name ? `${name}, ${address}` : texts.noPlace, shown = text => element("span", { class: "value" }, text || texts.empty)
    const place = name && this.desk.faults.place({ sheet, row, column })
    return element("li", {}, element("button", { type: "button", class: "finding", disabled: !place, onclick: () => this.desk.faults.goTo(this.desk.faults.place({ sheet, row, column })) },
      element("b", { class: "num" }, where), name && element("small", { class: "muted" }, this.desk.faults.about({ sheet, row, column })), element("span", {}, shown(was), " → ", shown(becomes))))
  }

  wayBack(seq, name) {
    return element("button", { type: "button", class: "btn plain", onclick: () => this.backTo(seq, name) }, name)
  }

  // What going back would change is shown first.
  async backTo(seq, name) {
    const { desk } = this, dialog = new Dialog(desk.node, name, { kind: "changing" }), status = element("p", { role: "status" }, texts.asking)
    dialog.body.append(status)
    dialog.open()
    const told = await this.ask(`?at=${seq}`, text => { status.textContent = text; status.className = "fault" })
    if (!told || !dialog.node.isConnected) { if (!status.className) dialog.close(); return }
    const { count } = told, something = count || Object.keys(told.added).length || Object.keys(told.removed).length
    status.textContent = something ? texts.willChange(count) : texts.sameThen
    const go = element("button", { type: "button", class: "btn main", onclick: () => this.apply(told, dialog, name) }, texts.backShort)
    dialog.body.append(count ? changesTable(told.changes, count, texts.columns, name, change => desk.faults.about(change)) : "",
      element("div", { class: "row" }, something ? go : "", element("button", { type: "button", class: "btn", onclick: () => dialog.close() }, texts.cancel)))
    if (something) go.focus()
  }

  apply(told, dialog, name) {
    dialog.close()
    carryOut(this.desk, told, "return", texts.wentBack(name, told.count))
  }
}
