// The outbox: edits that the server has not confirmed yet, kept by account and collection until it does.
//
// Every edit is stored loose, in order. Sealing turns the oldest loose edits into a batch with a number; a sealed batch never
// changes, so whoever sends it, and however often, the server takes it once. A window has at most one sealed batch.
import { LARGEST, condensed } from "./batch.js"
import { DiskShelf } from "./disk_shelf.js"
import { MemoryShelf } from "./memory_shelf.js"

// A database that does not answer must not keep the person from working.
const late = () => new Promise((_, fail) => setTimeout(() => fail(new Error("late")), 4000))

// Opens the outbox of an account in a collection; `durable` tells whether it outlives the tab.
export const openOutbox = async (account, collection) => {
  const shelf = await Promise.race([DiskShelf.open(), late()]).catch(() => new MemoryShelf())
  return new Outbox(shelf, `${account}/${collection}`)
}

export class Outbox {
  constructor(shelf, owner) {
    this.shelf = shelf
    this.owner = owner
    this.order = 0
    this.writing = 0 // edits on their way to the disk: until they are there a closed tab would lose them
  }

  get durable() { return this.shelf.durable }

  // The disk has failed in the middle: what can still be read goes on in memory.
  async degrade() {
    const records = await this.shelf.change(store => store.all(this.owner)).catch(() => [])
    this.shelf = new MemoryShelf()
    await this.shelf.change(async store => { for (const record of records) await store.put(record) })
  }

  // Counters of windows that are long gone.
  async sweep(before) {
    await this.shelf.change(async store => {
      const records = await store.all(this.owner), busy = new Set(records.filter(record => record.kind !== "counter").map(record => record.window))
      for (const record of records) if (record.kind === "counter" && record.at < before && !busy.has(record.window)) await store.remove(record)
    })
  }

  // Stores the edits of a window, typed when it had seen `base` and the unsent edits of the windows `over`.
  async add(window, base, ops, at, over = []) {
    this.writing++
    try {
      await this.shelf.change(async store => {
        await store.put({ owner: this.owner, window, order: this.order++, kind: "loose", base, ops, at, over })
      })
    } finally {
      this.writing--
    }
  }

  // The next batch of a window to send: the sealed one, or the oldest loose edits sealed with the next number.
  take(window, number) {
    return this.shelf.change(async store => {
      const records = await store.window(this.owner, window)
      const sealed = records.find(record => record.kind === "sealed")
      if (sealed) return sealed
      const taken = gather(records.filter(record => record.kind === "loose"))
      if (!taken.length) return null
      const counter = records.find(record => record.kind === "counter"), ops = condensed([].concat(...taken.map(record => record.ops)))
      const batch = { ...taken[0], kind: "sealed", apart: false, number: Math.max(number, counter ? counter.number : 1), ops }
      for (const record of taken) await store.remove(record)
      await store.put(batch)
      return batch
    })
  }

  // The number of the window's next batch stays beside its edits: without locks another tab may have gone on with them.
  count(store, { window, at }, number) {
    return store.put({ owner: this.owner, window, order: -1, kind: "counter", number, at })
  }

  // The server has it. `seq`: the number of its change, where nobody else has changed the draft meanwhile: then what was
  // typed over it in sight has seen that change, too.
  confirm(batch, seq = 0) {
    return this.shelf.change(async store => {
      await store.remove(batch)
      await this.count(store, batch, batch.number + 1)
      if (!seq) return
      const later = record => record.kind === "loose" && record.base < seq && sawUnsent(record, batch)
      for (const record of (await store.all(this.owner)).filter(later)) await store.put({ ...record, base: seq })
    })
  }

  // The server waits for another number.
  renumber(batch, number) {
    return this.shelf.change(store => store.put({ ...batch, number }))
  }

  // Too large, or holding something bad: the first half keeps the number, the second becomes loose again, right after it.
  split(batch) {
    const half = Math.ceil(batch.ops.length / 2)
    return this.shelf.change(async store => {
      const later = (await store.window(this.owner, batch.window)).filter(record => record.order > batch.order)
      const order = (batch.order + (later.length ? later[0].order : batch.order + 1)) / 2
      await store.put({ ...batch, ops: batch.ops.slice(0, half) })
      await store.put({ ...batch, kind: "loose", apart: true, order, ops: batch.ops.slice(half) })
    })
  }

  // The server will never take it: kept to be shown and downloaded; its number goes to the next batch.
  refuse(batch, reason) {
    return this.shelf.change(async store => {
      await store.put({ ...batch, kind: "refused", reason })
      await this.count(store, batch, batch.number)
    })
  }

  // Some operations of a batch will never be taken: they are kept as refused, the rest stays to be sent.
  part(batch, isBad, reason) {
    const bad = batch.ops.filter(isBad), good = batch.ops.filter(op => !isBad(op))
    if (!good.length) return this.refuse(batch, reason)
    return this.shelf.change(async store => {
      await store.put({ ...batch, ops: good })
      await store.put({ ...batch, kind: "refused", order: batch.order - 0.5, ops: bad, reason })
    })
  }

  // The person has edited these cells again: their refused edits are of no use any more.
  mend(keys) {
    return this.shelf.change(async store => {
      for (const record of (await store.all(this.owner)).filter(({ kind }) => kind === "refused")) {
        const ops = record.ops.filter(op => !keys.has(op.slice(0, 4).join(" ")))
        if (!ops.length) await store.remove(record)
        else if (ops.length < record.ops.length) await store.put({ ...record, ops })
      }
    })
  }

  forget(record) { return this.shelf.change(store => store.remove(record)) }

  async records(kinds) {
    const all = await this.shelf.change(store => store.all(this.owner))
    return all.filter(record => kinds.includes(record.kind))
  }

  unsent() { return this.records(["sealed", "loose"]) }
  refused() { return this.records(["refused"]) }

  // What earlier pages have left: the windows with something unsent, the oldest first, and what was refused.
  async leftBehind() {
    const records = await this.records(["sealed", "loose", "refused"]), unsent = records.filter(record => record.kind !== "refused")
    unsent.sort((one, other) => (one.at < other.at ? -1 : 1))
    return { windows: Array.from(new Set(unsent.map(record => record.window))), refused: records.filter(record => record.kind === "refused") }
  }
}

// Whether edits, or a window with this `base` and `over`, were made with a batch in sight that had not been sent then.
export const sawUnsent = ({ base, over = [], window }, batch) => (over.includes(batch.window) || window === batch.window) && base >= batch.base

// The loose edits that go into one batch: they have seen the same state of the draft, and are not too many.
const gather = loose => {
  const taken = []
  let count = 0
  for (const record of loose) {
    if (taken.length && (record.apart || taken[0].apart || record.base !== loose[0].base || count + record.ops.length > LARGEST)) break
    taken.push(record)
    count += record.ops.length
  }
  return taken
}
