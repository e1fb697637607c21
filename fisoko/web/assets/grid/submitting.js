// «Сдать отчет»: everything is sent and checked, errors are listed, warnings explained, then the server makes the submission.
import { Offline, post, sentence } from "../saving/requests.js"
import { uuid } from "../saving/random.js"
import { askExplanations, showErrors } from "./findings_panel.js"
import * as texts from "./texts.js"

const PATIENCE = 3000 // ms for an answer that tells whether there is a connection

export class Submitting {
  // `page`: {root, marks, keeping, model, report(text, options), faults, recheck(), commit(), busy(flag)}
  constructor(page) {
    this.page = page
    this.written = {} // explanations
    this.id = uuid() // the same until it has worked, so that a repeat makes no second submission
  }

  async start() {
    const { page } = this, { marks } = page
    page.commit()
    page.report(texts.checking)
    marks.asked = true
    page.recheck()
    const offline = await this.offline(), errors = marks.list.filter(finding => finding.level === "error")
    if (errors.length) { this.errors(errors, offline); return }
    // Explanations are asked for when they can be sent.
    if (offline) { page.report(texts.notSubmittedOffline, { level: "error" }); return }
    if (marks.warnings.length) {
      page.hush()
      askExplanations(page.root, marks.warnings, this.written, this.page.faults, explanations => this.send(explanations))
      return
    }
    await this.send({})
  }

  errors(findings, offline = false) {
    this.page.hush()
    showErrors(this.page.root, findings, this.page.faults, offline)
  }

  // Whether there is no connection: asked only where there are signs of it, as what the browser says of it is no more than one.
  async offline() {
    const { sender } = this.page.keeping
    if (navigator.onLine !== false && !(sender.state && sender.state.kind === "offline")) return false
    const answered = sender.get(sender.base).then(() => false, () => true)
    return Promise.race([answered, new Promise(done => setTimeout(() => done(true), PATIENCE))])
  }

  async send(explanations) {
    const { page } = this
    if (this.busy) return
    this.busy = true
    page.busy(true)
    page.report(texts.sending)
    try {
      const { sender } = page.keeping
      if (!(await sender.flush())) { page.report(sender.state.kind === "offline" ? texts.notSubmittedOffline : texts.notSubmittedUnsent, { level: "error" }); return }
      const { status, body } = await post(page.model.submit_url, {
        id: this.id, window: page.keeping.window, number: sender.next - 1, base: sender.base, explanations, form_version: page.model.form_version || undefined,
      })
      this.answered(status, body)
    } catch (error) {
      if (!(error instanceof Offline)) throw error
      page.report(texts.notSubmittedOffline, { level: "error" })
    } finally {
      this.busy = false
      page.busy(false)
    }
  }

  answered(status, body) {
    const { page } = this, code = body.error && body.error.code
    if (status === 200 || status === 201) { page.leave(body.href || page.model.back); return }
    if (status === 422 && body.findings) { this.refused(body.findings); return }
    if (status === 401) { page.signIn(() => this.start()); return }
    if (status === 409 && code === "form_version") { page.hush(); page.keeping.sender.hold({ kind: "form", text: "" }); return }
    if (status === 409 && code === "moved") { page.keeping.sender.notice(); page.report(texts.notSubmittedMoved, { level: "error", lasting: true }); return }
    page.report(texts.notSubmitted(sentence(body, "")), { level: "error", lasting: true })
  }

  // The server has found what the page has not: its word counts.
  refused(findings) {
    const errors = findings.filter(finding => finding.level === "error")
    if (errors.length) this.errors(errors)
    else { this.page.hush(); askExplanations(this.page.root, findings, this.written, this.page.faults, explanations => this.send(explanations)) }
  }
}
