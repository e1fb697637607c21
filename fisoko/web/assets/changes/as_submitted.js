// «Отличия от сданного»: what the draft has otherwise than the last submission, and «Вернуть как сдано», which one undo takes back.
import { Dialog } from "../grid/dialog.js"
import { element } from "../grid/element.js"
import { get } from "../saving/requests.js"
import { moment } from "../time.js"
import { asked, carryOut } from "./apply.js"
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

  ask() {
    const { desk } = this
    return asked(desk, () => get(`/api/v1/collections/${desk.model.collection}/difference`), {
      fail: text => this.fail(text), signIn: () => { this.dialog.close(); desk.askSignIn(() => this.open()) }, failed: texts.failed, offline: texts.differenceOffline,
    })
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
      changesTable(told.changes, count, texts.submittedColumns, texts.difference, change => this.desk.faults.about(change)),
      element("div", { class: "row" }, edit ? back : "", element("button", { type: "button", class: "btn", onclick: () => this.dialog.close() }, texts.cancel)))
    if (edit) back.focus()
  }

  back(told) {
    this.dialog.close()
    carryOut(this.desk, told, "return", texts.returned(told.count))
  }
}
