// «Отличия от сданного»: what the draft has otherwise than the last submission, and «Вернуть как сдано», which one undo takes back.
import { Dialog } from "../grid/dialog.js"
import { element } from "../grid/element.js"
import { Offline, get, sentence } from "../saving/requests.js"
import { moment } from "../time.js"
import { applyChanges } from "./apply.js"
import { changesTable } from "./list.js"
import * as texts from "./texts.js"

export class AsSubmitted {
  // `desk`: as for FromFile
  constructor(desk) { this.desk = desk }

  async open() {
    const { desk } = this
    if (this.dialog && this.dialog.node.isConnected) return // pressed twice while the module came
    desk.pane.commit()
    this.dialog = new Dialog(desk.node, texts.difference, { kind: "changing" })
    this.status = element("p", { role: "status" }, texts.comparingDraft)
    this.result = element("div", { class: "result" })
    this.dialog.body.append(this.status, this.result)
    this.dialog.open()
    const told = await this.ask()
    if (told && this.dialog.node.isConnected) this.show(told)
  }

  async ask() {
    const { desk } = this
    try {
      if (desk.keeping.sender) await desk.keeping.sender.flush()
      const { status, body } = await get(`/api/v1/collections/${desk.model.collection}/difference`)
      if (status === 200) return body
      if (status === 401) { this.dialog.close(); desk.askSignIn(() => this.open()); return null }
      this.fail(texts.failed(sentence(body, "")))
    } catch (error) {
      if (!(error instanceof Offline)) throw error
      this.fail(texts.differenceOffline)
    }
    return null
  }

  fail(text) {
    this.status.textContent = text
    this.status.className = "fault"
  }

  show(told) {
    const { count, number, submitted_at: at } = told, edit = !this.desk.pane.readOnly
    this.status.textContent = count ? `${texts.differs(count)}.` : texts.same
    if (!count) return
    const back = element("button", { type: "button", class: "btn main", onclick: () => this.back(told) }, texts.back)
    this.result.append(element("p", { class: "small" }, texts.differenceLead(number, moment(at))),
      changesTable(told.changes, count, texts.submittedColumns, texts.difference),
      element("div", { class: "row" }, edit ? back : "", element("button", { type: "button", class: "btn", onclick: () => this.dialog.close() }, texts.cancel)))
    if (edit) back.focus()
  }

  back(told) {
    const { desk } = this
    this.dialog.close()
    if (desk.pane.readOnly) { desk.refuse(texts.closed); return }
    applyChanges(desk, told, "return")
    desk.report.show(texts.returned(told.count), { deeds: [[texts.undo, () => desk.undo()]] })
    desk.voice.say(texts.returned(told.count))
    desk.pane.editor.focus()
  }
}
