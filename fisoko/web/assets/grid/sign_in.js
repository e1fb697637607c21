// Signing in again over the grid, when the time of the sign-in is over: nothing typed is lost.
import { Offline, get, postForm, sentence } from "../saving/requests.js"
import { Dialog } from "./dialog.js"
import { element } from "./element.js"
import * as texts from "./texts.js"

const LOOK = 4000 // ms

export class SignIn {
  // `unrest()`: ms until the person may be interrupted.
  constructor(root, account, unrest, onsuccess) {
    Object.assign(this, { root, account, unrest, onsuccess })
  }

  // Whoever types goes on typing: the window waits for a pause, or the next keys would go into the password.
  open() {
    if (this.dialog) return
    clearTimeout(this.waiting)
    const wait = this.unrest()
    if (wait > 0) this.waiting = setTimeout(() => this.open(), wait)
    else this.ask()
  }

  stop() {
    clearTimeout(this.waiting)
    clearInterval(this.looking)
    window.removeEventListener("focus", this.seen)
  }

  ask() {
    this.fault = element("p", { class: "fault", role: "alert" })
    const login = element("input", { class: "field", name: "login", value: this.account, readonly: true, autocomplete: "username", id: "again-login" })
    this.password = element("input", { class: "field", name: "password", type: "password", autocomplete: "current-password", required: true, id: "again-password" })
    this.button = element("button", { type: "submit", class: "btn main" }, texts.enter)
    this.dialog = new Dialog(this.root, texts.signIn, { lasting: true, kind: "small" })
    this.dialog.body.append(element("form", { onsubmit: event => this.send(event) },
      element("p", {}, texts.signInLead),
      element("label", { for: "again-login" }, texts.login), login,
      element("label", { for: "again-password" }, texts.password), this.password,
      this.fault, this.button))
    this.dialog.open()
    this.looking = setInterval(() => this.look(), LOOK)
    window.addEventListener("focus", this.seen = () => this.look())
  }

  // Whoever has signed in again in another tab need not do it here.
  async look() {
    if (document.hidden || this.asking) return
    this.asking = true
    try {
      const { status, body } = await get("/api/v1/session")
      if (this.dialog && status === 200 && body.login === this.account) this.done()
    } catch (error) {
      if (!(error instanceof Offline)) throw error
    } finally {
      this.asking = false
    }
  }

  async send(event) {
    event.preventDefault()
    this.button.disabled = true
    this.fault.textContent = ""
    try {
      const { status, body } = await postForm("/login", { login: this.account, password: this.password.value })
      if (status !== 200) this.fault.textContent = sentence(body, texts.signInFailed)
      else if (body.login && body.login !== this.account) this.fault.textContent = texts.otherAccount
      else this.done()
    } catch (error) {
      if (!(error instanceof Offline)) throw error
      this.fault.textContent = texts.signInOffline
    } finally {
      this.button.disabled = false
    }
  }

  done() {
    if (!this.dialog) return
    this.stop()
    this.dialog.close()
    this.dialog = null
    this.onsuccess()
  }
}
