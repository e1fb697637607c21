// The bar at the top: closing, the title, the state of saving, the time that is left, errors and submission.
import { clockTime, duration, moment, momentShort, readersMoment, MOSCOW } from "../time.js"
import { element } from "./element.js"
import * as texts from "./texts.js"

const DAY = 86400000

export class TopBar {
  // `deeds`: {close, submit, errors}
  constructor({ title, subtitle, mode, versions, submission, zone }, deeds) {
    this.zone = zone || { offset: MOSCOW }
    this.closing = element("button", { type: "button", class: "btn", onclick: deeds.close }, texts.close)
    this.state = element("span", { class: "state num", role: "status" })
    this.left = element("span", { class: "left num muted" })
    this.warning = element("span", { class: "unseen", "aria-live": "polite" })
    this.errors = element("button", { type: "button", class: "btn errors", title: texts.obstaclesTip, "aria-expanded": "false", onclick: deeds.errors })
    this.submit = element("button", { type: "button", class: "btn main submit", disabled: true, onclick: deeds.submit }, texts.submit)
    this.done = element("span", { class: "small done num" })
    this.node = element("header", { class: "top-bar" }, this.closing,
      element("div", { class: "names" }, element("h1", {}, title), element("span", { class: "small muted", title: subtitle || null }, this.done, subtitle || "")),
      this.switch(versions), element("span", { class: "end" }), this.state, this.left, this.warning, this.errors, this.submit)
    this.submissionShown(submission)
    this.mode(mode)
  }

  // In read-only mode: links to the draft and to each submission.
  switch(versions) {
    if (!versions || !versions.length) return null
    return element("nav", { class: "versions", "aria-label": texts.versions },
      ...versions.map(version => element("a", { href: version.href, "aria-current": version.current ? "page" : null }, version.title)))
  }

  submissionShown(submission) {
    // Before the name of the organisation, which is long and may be cut.
    this.done.textContent = ""
    if (!submission) return
    const told = texts.submitted(submission.number, moment(submission.submitted_at))
    this.done.append(submission.href ? element("a", { href: submission.href, title: texts.lookAtSubmitted }, told) : told, " · ")
  }

  mode(mode) {
    const edit = mode === "edit"
    this.submit.hidden = this.errors.hidden = !edit
    if (!edit) this.state.textContent = texts.onlyLooked
    this.node.dataset.mode = mode
  }

  // What the sender says, in words; `durable` is whether edits outlive the tab.
  saving(state, durable) {
    if (state.kind === "closed" || this.node.dataset.mode === "read") return
    const words = {
      idle: () => texts.untouched,
      saving: () => texts.saving,
      saved: () => texts.saved(clockTime(state.time)),
      offline: () => (durable ? texts.offline : texts.offlineInMemory),
      refusing: () => texts.refusing(state.text),
      forbidden: () => texts.forbidden(state.text),
      form: () => texts.formChanged,
    }
    this.state.textContent = words[state.kind]()
    this.state.dataset.kind = state.kind
    this.state.title = state.kind === "saved" ? readersMoment(state.time, this.zone) : ""
  }

  // `ms` until closing by the server's clock.
  time(closesAt, ms) {
    const far = ms > DAY, here = readersMoment(closesAt, this.zone)
    const text = ms > 0 ? texts.untilClose(duration(ms), far ? momentShort(closesAt) : moment(closesAt).slice(-5), here) : ""
    if (this.left.textContent !== text) this.left.textContent = text
    this.left.classList.toggle("soon", ms <= 900000)
    this.left.classList.toggle("last", ms <= 300000)
  }

  // Said once, for those who do not see the time.
  warn(closesAt, ms) {
    this.warning.textContent = texts.closesSoon(Math.ceil(ms / 60000), moment(closesAt).slice(-5), readersMoment(closesAt, this.zone))
  }

  count({ errors, missing, warnings }) {
    const word = errors ? texts.errors(errors) : missing ? texts.missing(missing) : warnings ? texts.warnings(warnings) : texts.canSubmit
    this.errors.dataset.level = errors ? "error" : missing ? "missing" : warnings ? "warning" : "good"
    if (this.errors.textContent !== word) this.errors.textContent = word
  }
}
