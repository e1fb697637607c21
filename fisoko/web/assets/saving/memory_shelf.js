// A shelf of records in memory, for a browser that gives no database: it does not outlive the tab.
const key = record => `${record.owner}|${record.window}|${record.order}`
const byOrder = (one, other) => (one.window === other.window ? one.order - other.order : one.window < other.window ? -1 : 1)

export class MemoryShelf {
  constructor() {
    this.held = new Map()
    this.durable = false
    this.last = Promise.resolve()
  }

  // Changes go one after another, as transactions of the disk do.
  change(deed) {
    const store = {
      put: async record => { this.held.set(key(record), record) },
      remove: async record => { this.held.delete(key(record)) },
      all: async owner => Array.from(this.held.values()).filter(record => record.owner === owner).sort(byOrder),
      window: async (owner, window) => (await store.all(owner)).filter(record => record.window === window),
    }
    const result = this.last.then(() => deed(store))
    this.last = result.catch(() => null)
    return result
  }
}
