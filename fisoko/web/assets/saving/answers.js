// What follows from the server's answer to a batch: saved, refused in whole or in part, halved, numbered anew, or tried again later.
import { sawUnsent } from "./outbox.js"
import { sentence } from "./requests.js"

const DELAYS = [1000, 2000, 4000, 8000, 15000, 30000]
const MOST_PAUSE = 10000

// Of Sender, which has the outbox and the clock; each returns true when the next batch may go at once.
export class Answers {
  async onSaved(batch, body) {
    this.failures = this.gaps = 0
    this.waiting = false
    this.savedAt = body.saved_at
    this.hear.saved(body)
    if (body.pause_ms !== undefined) this.pause = Math.max(0, Math.min(body.pause_ms, MOST_PAUSE))
    const seq = body.elsewhere ? 0 : body.seq
    if (batch.window !== this.window) {
      // Before the disk: what is typed from now on has seen it.
      if (seq > this.base && sawUnsent(this, batch)) this.base = seq
      await this.adding
      await this.outbox.confirm(batch, seq)
      this.stale = true
      return true
    }
    await this.outbox.confirm(batch)
    this.next = batch.number + 1
    if (body.elsewhere) this.stale = true
    else if (!this.stale) this.base = body.seq
    return true
  }

  on401() {
    this.hear.signIn()
    return this.hold({ kind: "offline" })
  }

  async on409(batch, body) {
    const { code, expected } = body.error || {}
    if (code !== "gap" || !expected || expected === batch.number) return this.hold({ kind: "form", text: sentence(body, "") })
    if (++this.gaps > 5) return this.later({ kind: "refusing", text: sentence(body, "номер пакета") })
    await this.outbox.renumber(batch, expected)
    return true
  }

  async on413(batch, body) {
    if (batch.ops.length < 2) return this.refuse(batch, body)
    await this.outbox.split(batch)
    return true
  }

  // Something in the batch is bad: what the server names is set aside; unnamed, halves show it; the rest is saved.
  async on422(batch, body) {
    const named = new Map(((body.error && body.error.cells) || []).map(([sheet, row, column, reason]) => [`${sheet} ${row} ${column || ""}`, reason]))
    const reasonOf = ([deed, sheet, row, column]) => named.get(`${sheet} ${row} ${deed === "set" ? column : ""}`)
    const bad = batch.ops.filter(op => reasonOf(op) !== undefined)
    if (!bad.length && batch.ops.length > 1) { await this.outbox.split(batch); return true }
    if (!bad.length) return this.refuse(batch, body)
    await this.outbox.part(batch, op => reasonOf(op) !== undefined, reasonOf(bad[0]) || sentence(body, ""))
    this.hear.refused({ ...batch, ops: bad })
    return true
  }

  async refuse(batch, body) {
    const reason = sentence(body, "")
    await this.outbox.refuse(batch, reason)
    this.hear.refused(batch, reason)
    return true
  }

  on423(batch, body) {
    this.stopped = true
    this.tell({ kind: "closed" })
    this.hear.closed(sentence(body, ""))
    return false
  }

  // Tried again after a while, longer each time.
  later(state) {
    const delay = DELAYS[Math.min(this.failures++, DELAYS.length - 1)]
    this.hold(state)
    this.schedule(delay * (0.8 + Math.random() * 0.4))
    return false
  }

  // Waits for wake().
  hold(state) {
    this.waiting = true
    clearTimeout(this.timer)
    this.timer = 0
    this.tell(state)
    return false
  }
}
