// The whole filling page: the bars around the open sheet, and what happens between them, the workbook and the server.
import { folded } from "../saving/fold.js"
import { remembered } from "../participants/query.js"
import { follow } from "../saving/news.js"
import { moment, serverClock } from "../time.js"
import { Clipboard } from "./clipboard.js"
import { Closing } from "./closing.js"
import { element, icon } from "./element.js"
import { Extras } from "./extras.js"
import { Faults } from "./faults.js"
import { fillDown, fillRight } from "./fill.js"
import { tellElsewhere, tellKept, tellPasted } from "./happened.js"
import { earsOf, hearNews } from "./hearing.js"
import { HintLine } from "./hint_line.js"
import { Keeping } from "./keeping.js"
import { KeptWidths } from "./kept_widths.js"
import { Keyboard } from "./keyboard.js"
import { Marks } from "./marks.js"
import { MissedPanel } from "./missed_panel.js"
import { Pane } from "./pane.js"
import { Pointer } from "./pointer.js"
import { ReportLine } from "./report_line.js"
import { addRow, duplicateRows, moveRows, removeRows } from "./rows.js"
import { SheetTabs } from "./sheet_tabs.js"
import { SignIn } from "./sign_in.js"
import { StatusLine } from "./status_line.js"
import { Submitting } from "./submitting.js"
import { TopBar } from "./top_bar.js"
import { Unsent } from "./unsent.js"
import { Voice } from "./voice.js"
import { Workbook, insert, remove, set } from "./workbook.js"
import * as texts from "./texts.js"

export class Desk {
  // `table()` brings Tabulator, `more()` the module of what is rarely opened.
  constructor(model, checker, table, more) {
    Object.assign(this, { model, checker, table, more })
    this.clock = serverClock(model.server_now)
    this.widths = new KeptWidths(model.account, model.form.key) // now, while the renderer is on its way
    this.node = element("main", { class: "desk" })
    this.keeping = new Keeping(model, earsOf(this))
  }

  // Asks the outbox, while the table is still on its way.
  prepare() {
    const { model } = this
    this.coming = model.mode === "edit" ? this.keeping.start() : Promise.resolve(model.draft)
    this.coming.catch(() => null) // told of in start()
  }

  // Shows the page; resolves when edits go to the server. They are taken from the first picture on.
  async start() {
    const { model } = this
    while (!this.node.isConnected) await new Promise(requestAnimationFrame)
    await this.draw(model.draft)
    this.pane.editor.focus()
    const draft = await this.report.during(this.coming, texts.opening), values = this.keeping.begin(draft)
    if (draft !== model.draft) this.workbook.adopt(values)
    this.missed.set(draft.not_in)
    if (model.mode === "edit") this.begin()
    else this.unsent.tellLate()
  }

  draw(draft) {
    const { model } = this
    this.marks = new Marks(model.form, this.checker)
    this.workbook = new Workbook(model.form, draft.sheets || {}, this.checker)
    if (model.mode === "read") this.workbook.sheets.forEach(sheet => sheet.lock())
    this.workbook.onchange(change => this.changed(change))
    this.pane = new Pane(this.workbook, this.marks, this.widths, this.events())
    this.pane.readOnly = model.mode === "read"
    if (this.pane.readOnly) this.pane.node.querySelector("#table-help").textContent = texts.readHelp
    this.build()
    this.recheck()
    return this.open(0)
  }

  // Something that the page can't do without has not come.
  fail() {
    this.node.textContent = ""
    this.node.append(element("p", { class: "waiting", role: "alert" }, texts.notOpened))
  }

  build() {
    const { model, pane } = this
    this.top = new TopBar(model, { close: () => this.close(), submit: () => this.submitting.start(), errors: () => this.extras.obstacles() })
    this.hint = new HintLine()
    this.tabs = new SheetTabs(this.workbook, { open: index => this.open(index), enter: () => pane.editor.focus() })
    this.status = new StatusLine()
    this.report = new ReportLine()
    this.voice = new Voice(pane, this.status)
    this.missed = new MissedPanel(this.node, this.workbook, {
      take: (place, value) => pane.put([set(place.sheet, place.sheet.rows[place.row], place.column, value)], "take"),
      go: place => this.faults.goTo(place), about: item => this.faults.about(item), onchange: count => this.missedShown(count),
    })
    this.missedButton = element("button", { type: "button", class: "btn work", hidden: true, onclick: () => this.missed.open() })
    this.top.state.before(this.missedButton)
    this.rows = element("div", { class: "row-deeds" },
      element("button", { type: "button", class: "btn plain", onclick: () => { addRow(pane, 1); pane.editor.focus() } }, icon("plus"), texts.addRow),
      element("button", { type: "button", class: "btn plain", onclick: () => { removeRows(pane); pane.editor.focus() } }, icon("minus"), texts.removeRows(1)))
    const keys = element("button", { type: "button", class: "icon", "aria-label": texts.keys, title: texts.keysTip, onclick: () => this.extras.help() }, icon("keys"))
    const past = model.history_url && element("button", { type: "button", class: "btn plain", "aria-expanded": "false", onclick: event => this.extras.past(event.currentTarget) }, texts.past)
    const own = model.mode === "edit" && [element("button", { type: "button", class: "btn plain", onclick: () => this.extras.fromFile() }, texts.fromFile),
      model.submission && element("button", { type: "button", class: "btn plain", onclick: () => this.extras.asSubmitted() }, texts.asSubmitted)]
    this.work = element("div", { class: "work" }, pane.node)
    this.node.append(this.top.node, this.hint.node, this.work, element("footer", { class: "bottom" }, this.tabs.node, this.rows, element("div", { class: "row-deeds" }, ...(own || []), past), this.status.node, keys), this.voice.node)
    pane.node.append(this.report.node)
    this.faults = new Faults(this)
    this.unsent = new Unsent(this)
    this.clipboard = new Clipboard(pane)
    this.keyboard = new Keyboard(pane)
    this.pointer = new Pointer(pane)
    this.deeds = { addRow, duplicateRows, moveRows, removeRows, fillDown, fillRight, set, insert, remove } // for the module of the extras, which brings none of its own
    this.extras = new Extras(this, this.more)
    this.submitting = new Submitting({
      root: this.node, marks: this.marks, keeping: this.keeping, model, report: (text, options) => this.report.show(text, options),
      hush: () => this.report.hide(), faults: this.faults, recheck: () => { this.recheck(); pane.repaint() }, commit: () => pane.commit(),
      busy: flag => { this.top.submit.disabled = flag }, leave: href => this.leave(href), signIn: then => this.askSignIn(then),
    })
    this.signIn = new SignIn(this.node, model.account, () => this.pane.editor.unrest, () => this.signedIn())
  }

  // The clock starts, and what the sender had to say before the page stood is shown.
  begin() {
    const { model, keeping } = this
    this.top.saving(keeping.sender.state || { kind: "idle" }, keeping.outbox.durable)
    if (!keeping.outbox.durable) this.report.show(texts.memoryOnly, { lasting: true, level: "warning" })
    this.started = true
    this.top.submit.disabled = false
    this.extras.fetchSoon()
    this.closing = new Closing(this)
    if (this.waitingNews) this.waitingNews.forEach(tell => tell())
    this.unsent.tell()
    this.unfollow = follow((kind, data) => hearNews(this, kind, data))
  }

  // What the pane asks of the page around it.
  events() {
    const { model } = this
    return {
      table: this.table,
      select: () => this.selected(),
      say: text => this.voice.say(text),
      refuse: text => this.refuse(text),
      quiet: () => this.report.pass(),
      open: index => this.open(index),
      turn: step => this.open((this.pane.sheet.index + step + this.workbook.sheets.length) % this.workbook.sheets.length).then(() => this.pane.editor.focus()),
      menu: point => this.extras.menu(point),
      now: () => moment(new Date(this.clock.now()).toISOString(), model.zone && model.zone.offset),
      removed: count => this.report.show(texts.removed(count), { deeds: [[texts.undo, () => this.undo()]] }),
      kept: cells => tellKept(this, cells),
      pasted: (report, range) => tellPasted(this, report, range),
    }
  }

  // Shows a sheet.
  open(index) {
    this.report.pass()
    const opened = this.pane.open(index)
    this.rows.hidden = this.pane.readOnly || !this.pane.sheet.free
    this.faults.count()
    return opened
  }

  selected() {
    const { pane } = this
    this.hint.show(pane)
    this.report.move()
    this.extras.moved()
    if (pane.sheet.height) this.voice.soon()
  }

  // Why something was not done: said, and shown until the next move.
  refuse(text) {
    this.report.show(text, { brief: true })
    this.voice.say(text)
  }

  // A change by the person, or by another window.
  changed(change) {
    if (change.ops.length) this.keeping.push(change.ops, change.deed)
    if (change.deed !== "paste") this.report.pass()
    if (change.deed !== "adopt") this.marks.own(change.cells)
    this.recheck()
    this.pane.repaint(change.sheets)
    this.pane.events.select()
  }

  recheck() {
    this.marks.refresh()
    if (!this.faults) return
    this.faults.count()
    this.extras.changed()
  }

  undo() {
    this.report.hide()
    this.pane.back()
    this.pane.editor.focus()
  }

  // The draft with what another window has changed in it.
  adopt(draft, ops) {
    const { changed, moved } = this.workbook.adopt(folded(draft.sheets || {}, this.keeping.refusedOps().concat(ops)))
    this.missed.set(draft.not_in)
    if (changed.length || moved) tellElsewhere(this, changed, draft.changes || [])
  }

  missedShown(count) {
    this.missedButton.hidden = !count
    this.missedButton.textContent = `${texts.missed}: ${count}`
  }

  askSignIn(then) {
    this.afterSignIn = then
    this.signIn.open()
  }

  signedIn() {
    if (this.keeping.sender) this.keeping.sender.wake()
    if (this.afterSignIn) this.afterSignIn()
    this.afterSignIn = null
    this.pane.editor.focus()
  }

  async close() {
    this.pane.commit()
    // Unsent edits are safe in the outbox: a slow answer does not keep the person here.
    await Promise.race([this.keeping.flush().catch(() => false), new Promise(done => setTimeout(done, 3000))])
    this.leave(this.model.mode === "read" ? remembered(this.model.back) : this.model.back)
  }

  leave(href) { window.location.assign(href || "/") }

  remove() {
    if (this.closing) this.closing.stop()
    if (this.unfollow) this.unfollow()
    if (this.signIn) this.signIn.stop()
    if (this.extras) this.extras.stop()
    if (this.pane) { this.pane.leave(); this.pointer.destroy() }
    this.keeping.stop()
  }
}
