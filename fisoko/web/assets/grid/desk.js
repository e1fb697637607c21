// The whole filling page: the bars around the open sheet, and what happens between them, the workbook and the server.
import { folded } from "../saving/fold.js"
import { serverClock } from "../time.js"
import { Clipboard } from "./clipboard.js"
import { Countdown } from "./countdown.js"
import { element, icon } from "./element.js"
import { HintLine } from "./hint_line.js"
import { Keeping } from "./keeping.js"
import { Keyboard } from "./keyboard.js"
import { Marks } from "./marks.js"
import { Menu } from "./menu.js"
import { MissedPanel } from "./missed_panel.js"
import { Pane } from "./pane.js"
import { Pointer } from "./pointer.js"
import { ReportLine } from "./report_line.js"
import { addRow, removeRows } from "./rows.js"
import { SheetTabs } from "./sheet_tabs.js"
import { SignIn } from "./sign_in.js"
import { StatusLine } from "./status_line.js"
import { Submitting } from "./submitting.js"
import { TopBar } from "./top_bar.js"
import { addresses, download } from "./unsent_file.js"
import { Workbook, set } from "./workbook.js"
import * as texts from "./texts.js"

export class Desk {
  constructor(model, checker) {
    Object.assign(this, { model, checker })
    this.clock = serverClock(model.server_now)
    this.node = element("main", { class: "desk" })
    this.keeping = new Keeping(model, this.ears())
  }

  // Shows the page; resolves when the first sheet is drawn.
  async open() {
    const { model } = this
    const draft = model.mode === "edit" ? await this.keeping.start() : model.draft
    this.marks = new Marks(model.form, this.checker)
    this.workbook = new Workbook(model.form, draft.sheets || {}, this.checker)
    if (model.mode === "read") this.workbook.sheets.forEach(sheet => sheet.lock())
    this.workbook.onchange(change => this.changed(change))
    this.pane = new Pane(this.workbook, this.marks, this.events())
    this.pane.readOnly = model.mode === "read"
    this.build()
    this.recheck()
    await this.turnTo(0)
    this.missed.set(draft.not_in)
    this.pane.editor.focus()
    if (model.mode === "edit") this.begin()
  }

  build() {
    const { model, pane } = this
    this.top = new TopBar(model, { close: () => this.close(), submit: () => this.submitting.start(), errors: () => this.toError(1) })
    this.hint = new HintLine()
    this.tabs = new SheetTabs(this.workbook, { open: index => this.turnTo(index), enter: () => pane.editor.focus() })
    this.status = new StatusLine()
    this.report = new ReportLine()
    this.live = element("div", { class: "unseen", "aria-live": "polite" })
    this.missed = new MissedPanel(this.node, this.workbook, {
      take: (place, value) => pane.put([set(place.sheet, place.sheet.rows[place.row], place.column, value)], "take"),
      go: place => this.go(place.sheet, place.row, place.column), onchange: count => this.missedShown(count),
    })
    this.missedButton = element("button", { type: "button", class: "btn work", hidden: true, onclick: () => this.missed.open() })
    this.top.state.before(this.missedButton)
    this.rows = element("div", { class: "row-deeds" },
      element("button", { type: "button", class: "btn plain", onclick: () => { addRow(pane, 1); pane.editor.focus() } }, icon("plus"), texts.addRow),
      element("button", { type: "button", class: "btn plain", onclick: () => { removeRows(pane); pane.editor.focus() } }, icon("minus"), texts.removeRows(1)))
    this.node.append(this.top.node, this.hint.node, pane.node, element("footer", { class: "bottom" }, this.tabs.node, this.rows, this.status.node), this.live)
    pane.node.append(this.report.node)
    this.clipboard = new Clipboard(pane)
    this.keyboard = new Keyboard(pane)
    this.pointer = new Pointer(pane)
    this.menu = new Menu(pane.node, pane, this.clipboard)
    this.submitting = new Submitting({
      root: this.node, marks: this.marks, keeping: this.keeping, model, report: (text, options) => this.report.show(text, options),
      hush: () => this.report.hide(), go: finding => this.goFinding(finding), recheck: () => { this.recheck(); pane.repaint() },
      busy: flag => { this.top.submit.disabled = flag }, leave: href => this.leave(href), signIn: then => this.askSignIn(then),
    })
    this.signIn = new SignIn(this.node, model.account, () => this.signedIn())
  }

  // The clock starts, and what the sender had to say before the page stood is shown.
  begin() {
    const { model, keeping } = this
    this.top.saving(keeping.sender.state || { kind: "idle" }, keeping.outbox.durable)
    if (!keeping.outbox.durable) this.report.show(texts.memoryOnly, { lasting: true, level: "warning" })
    this.started = true
    if (this.waitingNews) this.waitingNews.forEach(tell => tell())
    this.tellRefused()
    if (model.closes_at) {
      this.countdown = new Countdown(this.clock, model.closes_at, {
        tick: ms => this.top.time(model.closes_at, ms), lastCall: () => this.lastCall(), over: () => this.over(),
      })
    }
  }

  // What the pane asks of the page around it.
  events() {
    return {
      select: () => this.selected(),
      say: text => this.say(text),
      refuse: text => this.refuse(text),
      quiet: () => this.report.pass(),
      open: index => this.turnTo(index),
      turn: step => this.turnTo((this.pane.sheet.index + step + this.workbook.sheets.length) % this.workbook.sheets.length).then(() => this.pane.editor.focus()),
      nextError: step => this.toError(step),
      menu: point => this.menu.open(point),
      pasted: (report, range) => this.pasted(report, range),
    }
  }

  // What the sender tells; before the page stands it waits.
  ears() {
    const later = tell => (...args) => {
      if (this.started) tell(...args)
      else (this.waitingNews = this.waitingNews || []).push(() => tell(...args))
    }
    return {
      state: later(state => this.top.saving(state, this.keeping.outbox.durable)),
      saved: body => this.clock.set(body.saved_at),
      adopt: later((draft, ops) => this.adopt(draft, ops)),
      refused: later(batch => { this.keeping.refuse([batch]); this.tellRefused() }),
      closed: later(text => this.closed(text)),
      signIn: later(() => this.signIn.open()),
      memory: later(() => this.report.show(texts.memoryOnly, { lasting: true, level: "warning" })),
    }
  }

  turnTo(index) {
    this.report.pass()
    const opened = this.pane.open(index)
    this.rows.hidden = this.pane.readOnly || !this.pane.sheet.free
    this.counts()
    return opened
  }

  selected() {
    const { pane } = this
    this.hint.show(pane)
    this.report.move()
    clearTimeout(this.speaking)
    this.speaking = setTimeout(() => this.speak(), 60)
  }

  // A moment after the move, so that a held arrow key does not chatter.
  speak() {
    const { pane, marks } = this, { sheet, selection } = pane
    if (!pane.view.ready || !sheet.height) return
    const finding = marks.finding(sheet, selection.row, selection.column), text = marks.text(sheet, selection.row, selection.column)
    const caption = (!sheet.free && sheet.captionsOf(selection.row).filter(Boolean).join(", ")) || texts.rowNumber(sheet.number(selection.row))
    const label = texts.cellSpoken(this.hint.about(pane).split(",")[0], caption, text, finding && finding.text)
    pane.editor.describe(label, Boolean(finding))
    this.say(selection.single ? label : texts.rangeSpoken(selection.height, selection.width))
    this.status.show(selection.single ? null : marks.totals(sheet, selection))
  }

  // Why something was not done: said, and shown until the next move.
  refuse(text) {
    this.report.show(text, { brief: true })
    this.say(text)
  }

  say(text) { this.live.textContent = text }

  // A change by the person, or by another window.
  changed(change) {
    if (change.ops.length && this.keeping.sender) this.keeping.push(change.ops, change.deed)
    if (change.deed !== "paste") this.report.pass()
    this.recheck()
    this.pane.repaint(change.sheets)
    this.pane.events.select()
  }

  recheck() {
    this.marks.refresh()
    if (this.top) this.counts()
  }

  counts() {
    const { errors, missing, warnings, asked } = this.marks, all = asked ? errors.concat(missing) : errors
    this.top.count({ errors: all.length, missing: missing.length, warnings: warnings.length })
    this.tabs.update(this.pane.sheet ? this.pane.sheet.index : 0, this.workbook.sheets.map(sheet => all.filter(finding => finding.sheet === sheet.id).length))
  }

  // To the next cell with an error, on the next sheets too; without errors to what is missing, then to warnings.
  toError(step) {
    const { marks, pane } = this, list = marks.errors.length ? marks.errors : marks.missing.length ? marks.missing : marks.warnings
    const places = list.map(finding => this.placeOf(finding)).filter(Boolean).sort((one, other) => order(one) - order(other))
    if (!places.length) { this.report.show(texts.canSubmit); return }
    const here = order({ sheet: pane.sheet, row: pane.selection.row, column: pane.selection.column })
    const ahead = step > 0 ? places.find(place => order(place) > here) : places.slice().reverse().find(place => order(place) < here)
    const next = ahead || places[step > 0 ? 0 : places.length - 1]
    this.go(next.sheet, next.row, next.column)
  }

  placeOf(finding) {
    const sheet = this.workbook.byId.get(finding.sheet)
    if (!sheet) return null
    const row = finding.row ? sheet.indexOf(finding.row) : 0, column = finding.column ? sheet.places.get(finding.column) : 0
    return row < 0 || column === undefined ? null : { sheet, row, column }
  }

  goFinding(finding) {
    const place = this.placeOf(finding)
    if (place) this.go(place.sheet, place.row, place.column)
  }

  async go(sheet, row, column) {
    if (this.pane.sheet !== sheet) await this.turnTo(sheet.index)
    this.pane.select(row, column)
    this.pane.editor.focus()
  }

  pasted(report, range) {
    const text = texts.pasted(report.count, report.bad, report.lostRows, report.lostColumns, report.skipped), { pane } = this
    const deeds = [[texts.undo, () => { this.report.hide(); pane.back(); pane.editor.focus() }]]
    if (report.bad) deeds.unshift([texts.show, () => { this.firstBad(range) }])
    if (report.count > 1 || report.bad || report.lostRows || report.lostColumns || report.skipped) this.report.show(text, { deeds, level: report.bad || report.lostRows || report.lostColumns ? "warning" : "" })
    this.say(text)
  }

  firstBad(range) {
    const { pane, marks } = this
    for (let row = range.top; row <= range.bottom; row++) {
      for (let column = range.left; column <= range.right; column++) {
        if (marks.finding(pane.sheet, row, column)) { pane.select(row, column); pane.editor.focus(); return }
      }
    }
  }

  // The draft with what another window has changed in it.
  adopt(draft, ops) {
    const { changed, moved } = this.workbook.adopt(folded(draft.sheets || {}, this.keeping.refusedOps().concat(ops)))
    this.missed.set(draft.not_in)
    if (!changed.length && !moved) return
    const names = changed.slice(0, 5).map(([sheet, row, column]) => `${sheet.name}, ${sheet.address(sheet.rows.indexOf(row), column)}`)
    const where = names.join("; ") + (changed.length > 5 ? "…" : "")
    this.report.show(changed.length ? texts.elsewhere(changed.length, where) : texts.elsewhereRows, { lasting: true, level: "warning" })
    this.say(texts.elsewhere(changed.length, where))
  }

  missedShown(count) {
    this.missedButton.hidden = !count
    this.missedButton.textContent = `${texts.missed}: ${count}`
  }

  async tellRefused() {
    const records = await this.keeping.outbox.refused()
    if (!records.length) return
    const count = records.reduce((sum, record) => sum + record.ops.length, 0), where = addresses(this.workbook, [].concat(...records.map(record => record.ops)))
    this.report.show(texts.refused(count, where), { lasting: true, level: "error", deeds: [[texts.downloadUnsent, () => this.downloadUnsent()]] })
  }

  async downloadUnsent() {
    const { outbox } = this.keeping
    download(this.workbook, [...(await outbox.refused()), ...(await outbox.unsent())])
  }

  askSignIn(then) {
    this.afterSignIn = then
    this.signIn.open()
  }

  signedIn() {
    this.keeping.sender.wake()
    if (this.afterSignIn) this.afterSignIn()
    this.afterSignIn = null
    this.pane.editor.focus()
  }

  // The last seconds before closing: everything goes at once.
  lastCall() {
    this.keeping.sender.urgent = true
    this.pane.commit()
    this.keeping.sender.flush()
  }

  async over() {
    this.pane.commit()
    const sent = await this.keeping.sender.flush()
    this.closed("", sent)
  }

  // The collection is closed: what has not been sent stays on the page and can be downloaded.
  async closed() {
    if (this.shut) return
    this.shut = true
    if (this.countdown) this.countdown.stop()
    this.pane.cancel()
    this.pane.readOnly = true
    this.workbook.sheets.forEach(sheet => sheet.lock())
    this.pane.repaint(new Set(this.workbook.sheets))
    this.rows.hidden = true
    this.top.mode("read")
    this.top.time("", 0)
    const left = await this.keeping.sender.left(), count = left.reduce((sum, record) => sum + record.ops.length, 0)
    this.report.show(count ? texts.closedUnsent(count) : texts.closed, {
      lasting: true, level: count ? "error" : "", deeds: count ? [[texts.downloadUnsent, () => this.downloadUnsent()]] : [],
    })
  }

  async close() {
    this.pane.commit()
    // Unsent edits are safe in the outbox: a slow answer does not keep the person here.
    if (this.keeping.sender) await Promise.race([this.keeping.sender.flush(), new Promise(done => setTimeout(done, 3000))])
    this.leave(this.model.back)
  }

  leave(href) { window.location.assign(href || "/") }

  remove() {
    if (this.countdown) this.countdown.stop()
    if (this.pane) { this.pane.leave(); this.pointer.destroy() }
    this.keeping.stop()
  }
}

const order = place => place.sheet.index * 1e9 + place.row * 1e4 + place.column
