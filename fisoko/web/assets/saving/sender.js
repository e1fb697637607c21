// Sends the edits of this window, and what older windows have left, one batch at a time, until the server has them.
import { Answers } from "./answers.js"
import { pieces } from "./batch.js"
import { Offline, sentence } from "./requests.js"

const PAUSE = 300

export class Sender extends Answers {
  // `post(batch)` and `get(since)` give {status, body}; `hear` is told: state, adopt, refused, closed, signIn, saved.
  // `form`: the version of the form on the page, if it has one.
  constructor({ outbox, window, base, post, get, hear, form }) {
    super()
    Object.assign(this, { outbox, window, base, post, get, hear, form })
    this.next = 1 // the number of this window's next batch
    this.old = [] // windows of closed tabs with something unsent
    this.over = [] // those of them whose edits this window has shown from its beginning
    this.pause = PAUSE
    this.failures = this.gaps = 0
    this.version = 0
    this.adding = Promise.resolve()
    this.stopped = false
    this.held = true // until release(): edits are put on the disk, and go when it is known what closed tabs have left
    this.stale = false // the server has changes that this window has not seen
    this.tell = state => { this.state = state; hear.state(state) }
  }

  // Takes edits: on the disk at once, to the server after the pause that it has named, or at once.
  push(ops, { atOnce = false } = {}) {
    this.version++
    for (const piece of pieces(ops)) this.keep(piece)
    if (this.stopped) return
    if (atOnce) this.bulk = true
    if (!this.waiting) this.tell({ kind: "saving" })
    if (!this.waiting && !this.held) this.schedule(atOnce || this.urgent ? 0 : this.pause)
  }

  release() {
    this.held = false
    if (this.version && !this.waiting) this.schedule(0)
  }

  keep(ops) {
    const { outbox, window, base, over } = this, at = new Date().toISOString()
    this.adding = Promise.all([this.adding, outbox.add(window, base, ops, at, over).catch(async error => {
      await outbox.degrade()
      await outbox.add(window, base, ops, at, over)
      this.hear.memory(error)
    })])
  }

  schedule(delay) {
    if (this.timer && this.due <= Date.now() + delay) return
    clearTimeout(this.timer)
    this.due = Date.now() + delay
    this.timer = setTimeout(() => { this.timer = 0; this.run() }, delay)
  }

  // Everything that can be sent now; true when nothing is left.
  async flush() {
    clearTimeout(this.timer)
    this.timer = 0
    this.hurry = true
    // What was typed while the last batch was being confirmed needs another turn.
    for (let turn = 0; turn < 3 && (turn === 0 || !this.waiting); turn++) {
      await this.adding
      await this.run()
      if (this.stopped || !(await this.left()).length) break
    }
    this.hurry = false
    return !(await this.left()).length
  }

  // Unsent edits that this tab answers for, those of older windows first: they have been typed over one another.
  async left() {
    const records = await this.outbox.unsent()
    return [].concat(...[...this.old, this.window].map(window => records.filter(record => record.window === window)))
  }

  // Whether something that was typed has not reached the server, so that leaving the page wants a second thought; what a
  // closed collection did not take any more waits on the disk.
  get risky() {
    const at = this.state ? this.state.kind : "idle", safe = this.outbox.durable ? ["saved", "idle", "closed"] : ["saved", "idle"]
    return this.outbox.writing > 0 || !safe.includes(at)
  }

  // The connection is back, or the person has signed in again.
  wake() {
    clearTimeout(this.timer)
    this.timer = 0
    this.waiting = false
    if (!this.stopped) this.run()
  }

  run() {
    if (!this.running) this.running = this.work().finally(() => { this.running = null })
    return this.running
  }

  async work() {
    while (!this.stopped) {
      await this.adding
      const { version } = this, window = this.old.length ? this.old[0] : this.window
      const batch = await this.outbox.take(window, window === this.window ? this.next : 1)
      if (!batch && this.old.length) { this.old.shift(); this.stale = true; continue }
      if (!batch && this.stale && !(await this.refresh())) return
      if (!batch) { this.rest(); return }
      if (!(await this.deliver(batch))) return
      if (this.stale && !this.old.length && !(await this.refresh())) return
      // Typing goes on: the next batch waits for the pause that the server has named.
      if (window === this.window && version !== this.version && !this.hurry && !this.bulk && this.pause) { this.schedule(this.pause); return }
    }
  }

  rest() {
    this.waiting = this.bulk = false
    if (this.state && this.state.kind !== "saved") this.tell(this.savedAt ? { kind: "saved", time: this.savedAt } : { kind: "idle" })
  }

  // One batch to the server; false when sending has to wait.
  async deliver(batch) {
    let answer
    try {
      answer = await this.post({ window: batch.window, number: batch.number, base: batch.base, ops: batch.ops, ...(this.form ? { form_version: this.form } : {}) })
    } catch (error) {
      if (!(error instanceof Offline)) throw error
      return this.later({ kind: "offline" })
    }
    const { status, body } = answer, deed = this["on" + status]
    if (status === 200) return this.onSaved(batch, body)
    if (deed) return deed.call(this, batch, body)
    // What has an Offline sound to the person: a proxy without its server.
    if (status >= 502 && status <= 504 && !(body.error && body.error.text)) return this.later({ kind: "offline" })
    return this.later({ kind: status >= 500 || status === 429 ? "refusing" : "forbidden", text: sentence(body, `код ${status}`) })
  }

  // The draft as the server has it, with what is still unsent laid over it. False when there was no answer.
  async refresh() {
    let answer
    try {
      answer = await this.get(this.base)
    } catch (error) {
      if (!(error instanceof Offline)) throw error
      return this.later({ kind: "offline" })
    }
    if (answer.status === 401) return this.on401()
    if (answer.status !== 200) return this.later({ kind: "refusing", text: sentence(answer.body, `код ${answer.status}`) })
    // The draft of another form has no place on this page.
    if (this.form && answer.body.form_version && answer.body.form_version !== this.form) return this.hold({ kind: "form", text: "" })
    let version, unsent
    do {
      version = this.version
      await this.adding
      unsent = await this.left()
    } while (version !== this.version)
    this.stale = false
    this.base = answer.body.seq
    this.hear.adopt(answer.body, [].concat(...unsent.map(record => record.ops)))
    return true
  }

  // Another window of this browser has been closed.
  inherit(window) {
    this.old.push(window)
    this.notice()
  }

  // News from the server that the draft has been changed elsewhere.
  notice() {
    this.stale = true
    if (!this.waiting && !this.stopped) this.run()
  }

  stop() {
    this.stopped = true
    clearTimeout(this.timer)
  }
}
