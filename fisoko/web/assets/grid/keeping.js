// Keeps the edits of the page: from the workbook into the outbox, to the server, and what the server says back to the page.
import { folded } from "../saving/fold.js"
import { openOutbox } from "../saving/outbox.js"
import { random } from "../saving/random.js"
import { get, post } from "../saving/requests.js"
import { Sender } from "../saving/sender.js"
import { alive, ended, hold } from "../saving/window_lock.js"

const LAST_BREATH = 250 // ms that a page which is being left may still need
const UNHURRIED = 5000 // ms after which what nobody waits for is done
const BULK = 50, WEEK = 7 * 86400000

export class Keeping {
  // `hear`: {state, saved, adopt, refused, closed, signIn, memory}
  constructor(model, hear) {
    Object.assign(this, { model, hear })
    this.window = random(16)
    this.refused = new Map()
    this.early = [] // [ops, deed] of the moments before begin(): they are laid over the draft that comes
    this.settled = false // whether edits go to the outbox
    this.seq = model.draft ? model.draft.seq : 0
  }

  // A page that is only looked at still finds what this browser could not send in time.
  async late() {
    this.outbox = await openOutbox(this.model.account || "", String(this.model.collection || 0))
    return [...(await this.outbox.refused()), ...(await this.outbox.unsent())]
  }

  // Opens the outbox and sends what closed tabs have left; returns the draft to show.
  start() {
    window.addEventListener("beforeunload", this.leaving = event => { if (this.risky && !this.leavingAnyway) { event.preventDefault(); event.returnValue = "" } })
    this.starting = this.opened()
    return this.starting
  }

  async opened() {
    const { model } = this
    this.outbox = await openOutbox(model.account || "", String(model.collection || 0))
    hold(this.window)
    this.sender = new Sender({
      outbox: this.outbox, window: this.window, base: this.seq, hear: this.hear, form: model.form_version,
      post: batch => (model.save_url ? post(model.save_url, batch) : this.message(batch)),
      get: since => get(`${model.save_url}?since=${since}`),
    })
    window.addEventListener("online", this.online = () => this.sender.wake())
    document.addEventListener("visibilitychange", this.hidden = () => { if (document.visibilityState === "hidden") this.sender.flush() })
    const draft = await this.leftovers()
    this.settle()
    this.sender.release()
    return draft
  }

  // It is known over what this window's edits have been typed: those that came before that go to the outbox, too.
  settle() {
    if (this.settled) return
    this.settled = true
    this.early.forEach(([ops, deed]) => this.store(ops, deed))
  }

  // The page shows this draft, with what was typed before it came; returns its values.
  begin(draft) {
    const typed = this.early.splice(0)
    this.begun = true
    return folded(draft.sheets || {}, [].concat(...typed.map(([ops]) => ops)))
  }

  // Whether leaving now might lose something.
  get risky() { return this.sender && this.settled ? this.sender.risky : this.early.length > 0 }

  // Everything that can go to the server now; true when nothing is left. What was typed early waits for the outbox.
  async flush() {
    if (!this.starting) return true // only looked at
    await this.starting
    return this.sender.flush()
  }

  async leftovers() {
    const { outbox, sender, model } = this, { windows, refused } = await outbox.leftBehind()
    this.refuse(refused)
    this.sweeping = setTimeout(() => outbox.sweep(new Date(Date.now() - WEEK).toISOString()).catch(() => null), UNHURRIED)
    if (!windows.length && !this.refused.size) return model.draft
    const asStored = { ...model.draft, sheets: folded(model.draft.sheets || {}, this.refusedOps()) }
    if (!windows.length) return asStored
    let living = await alive(windows)
    if (living.size) {
      await Promise.race([Promise.all(Array.from(living, ended)), new Promise(done => setTimeout(done, LAST_BREATH))])
      living = await alive(windows)
    }
    // What a window that is open now has not sent when it is closed goes from here.
    living.forEach(window => ended(window).then(() => { if (!this.stopped) sender.inherit(window) }, () => null))
    sender.old = windows.filter(window => !living.has(window))
    if (!sender.old.length) return asStored
    sender.over = sender.old.slice()
    this.settle()
    let fresh = null
    const { adopt } = this.hear
    this.hear.adopt = (draft, ops) => { fresh = { ...draft, sheets: folded(draft.sheets || {}, this.refusedOps().concat(ops)) } }
    await Promise.race([sender.run(), new Promise(done => setTimeout(done, 8000))])
    this.hear.adopt = adopt
    // No connection, or too slow: what is unsent is laid over the draft that came with the page.
    const unsent = await sender.left()
    return fresh || { ...model.draft, sheets: folded(asStored.sheets, [].concat(...unsent.map(record => record.ops))) }
  }

  // Edits that the server has refused stay on the page until the cell is edited again.
  refusedOps() { return Array.from(this.refused.values()) }

  refuse(records) {
    records.forEach(record => record.ops.forEach(op => this.refused.set(op.slice(0, 4).join(" "), op)))
  }

  mend(ops) {
    const mended = ops.map(op => op.slice(0, 4).join(" ")).filter(key => this.refused.delete(key))
    if (mended.length) this.outbox.mend(new Set(mended))
  }

  push(ops, deed) {
    if (!this.begun) this.early.push([ops, deed])
    if (this.settled) this.store(ops, deed)
  }

  store(ops, deed) {
    if (this.refused.size) this.mend(ops)
    this.sender.push(ops, { atOnce: deed === "paste" || ops.length > BULK })
  }

  // In a page without an address to post to, edits go as messages of the component.
  message(batch) {
    const { model } = this
    return new Promise(done => {
      this.answered = this.answered || {}
      this.answered[batch.number] = body => done({ status: body.status || 200, body })
      model.send_msg({ type: "edits", ...batch })
    })
  }

  // A message of the page: the answer to a batch.
  heard(message) {
    const answer = this.answered && this.answered[message.number]
    if (!answer || message.type !== "edits") return
    delete this.answered[message.number]
    answer(message)
  }

  // The page loads itself anew: what is unsent goes from there.
  reload() {
    this.leavingAnyway = true
    window.location.reload()
  }

  stop() {
    window.removeEventListener("online", this.online)
    document.removeEventListener("visibilitychange", this.hidden)
    window.removeEventListener("beforeunload", this.leaving)
    clearTimeout(this.sweeping)
    this.stopped = true
    if (this.sender) this.sender.stop()
  }
}
