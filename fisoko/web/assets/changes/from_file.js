// «Заполнить из файла»: the template goes down, a filled one comes back, and its difference is shown before anything changes.
import { Dialog } from "../grid/dialog.js"
import { element } from "../grid/element.js"
import { postFile } from "../saving/requests.js"
import { asked, carryOut } from "./apply.js"
import { changesTable } from "./list.js"
import * as texts from "./texts.js"

export class FromFile {
  // `desk`: {node, model, pane, workbook, keeping, faults, report, deeds}
  constructor(desk) { this.desk = desk }

  open() {
    const { desk } = this, { model } = desk
    if (this.dialog && this.dialog.node.isConnected) return // pressed twice while the module came
    desk.pane.commit()
    this.dialog = new Dialog(desk.node, texts.fromFile, { kind: "changing" })
    this.status = element("p", { role: "status" })
    this.result = element("div", { class: "result" })
    this.name = element("span", { class: "muted" }, texts.noFile)
    this.field = element("input", { type: "file", id: "from-file", class: "unseen", accept: ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", onchange: () => this.chosen() })
    this.lead = element("p", {}, texts.fromFileLead)
    this.dialog.body.append(this.lead, element("div", { class: "row files" },
      element("a", { class: "btn", href: `/collections/${model.collection}/template.xlsx`, download: "" }, texts.download),
      this.field, element("label", { for: "from-file", class: "btn" }, texts.choose), this.name), this.status, this.result)
    this.dialog.open()
  }

  async chosen() {
    const [file] = this.field.files, turn = this.turn = (this.turn || 0) + 1
    this.result.textContent = ""
    this.name.textContent = file ? file.name : texts.noFile
    if (!file) return
    this.say(texts.comparing)
    const told = await this.compare(file)
    if (turn !== this.turn || !told) return
    this.show(told)
  }

  // What the server finds in the file; null when it could not be asked, which is then said.
  async compare(file) {
    const { desk } = this
    const told = await asked(desk, () => postFile(`/api/v1/collections/${desk.model.collection}/workbook`, file), {
      fail: text => this.say(text, true), signIn: () => { this.dialog.close(); desk.askSignIn(() => this.open()) },
      failed: texts.failed, offline: texts.offline, unsent: texts.unsent,
    })
    if (!told) this.field.value = "" // the same file can be chosen again when it is mended
    return told
  }

  say(text, bad = false) {
    this.status.textContent = text
    this.status.className = bad ? "fault" : ""
  }

  show(told) {
    this.lead.hidden = true // the difference needs the room
    const total = told.cells.length, { notes, homeless, more, unfit } = told
    this.say(total ? texts.summary(told) : texts.noChanges)
    const apply = element("button", { type: "button", class: "btn main", onclick: () => this.apply(told) }, texts.apply)
    this.result.append(
      ...notes.map(note => element("p", { class: "small" }, note)),
      unfit ? element("p", { class: "small fault" }, texts.unfit(unfit)) : "",
      total ? changesTable(told.changes, total, texts.columns, texts.caption, change => this.desk.faults.about(change)) : "",
      homeless.length ? this.homeless(homeless, more) : "",
      element("div", { class: "row" }, total ? apply : "", element("button", { type: "button", class: "btn", onclick: () => this.dialog.close() }, texts.cancel)))
    if (total) apply.focus()
  }

  homeless(list, more) {
    return element("details", {}, element("summary", {}, texts.homeless(list.length + more)),
      element("ul", { class: "small" }, ...list.map(({ where, text, reason }) => element("li", {}, element("b", {}, where), text ? ` «${text}»` : "", ` – ${reason}`)),
        more ? element("li", {}, texts.more(more)) : ""))
  }

  apply(told) {
    this.dialog.close()
    carryOut(this.desk, told, "file", texts.applied(told.cells.length), told.unfit ? "warning" : "")
  }
}
