// A shelf of records in IndexedDB, shared by the tabs of this browser; each change is one transaction.
const BASE = "fisoko", STORE = "outbox"

const answered = request => new Promise((done, fail) => {
  request.onsuccess = () => done(request.result)
  request.onerror = () => fail(request.error)
})

const open = () => new Promise((done, fail) => {
  // Throws in a browser that forbids it.
  const request = indexedDB.open(BASE, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: ["owner", "window", "order"] })
  request.onsuccess = () => done(request.result)
  request.onerror = request.onblocked = () => fail(request.error || new Error("blocked"))
})

export class DiskShelf {
  static async open() {
    const base = await open()
    // A newer version of the page in another tab may need the database to itself.
    base.onversionchange = () => base.close()
    return new DiskShelf(base)
  }

  constructor(base) {
    this.base = base
    this.durable = true
  }

  change(deed) {
    return new Promise((done, fail) => {
      const transaction = this.base.transaction(STORE, "readwrite"), table = transaction.objectStore(STORE)
      const find = range => answered(table.getAll(range))
      const store = {
        put: record => answered(table.put(record)),
        remove: record => answered(table.delete([record.owner, record.window, record.order])),
        window: (owner, window) => find(IDBKeyRange.bound([owner, window, -Infinity], [owner, window, Infinity])),
        all: owner => find(IDBKeyRange.bound([owner, "", -Infinity], [owner, "\uffff", Infinity])),
      }
      let result
      transaction.oncomplete = () => done(result)
      transaction.onerror = transaction.onabort = () => fail(transaction.error || new Error("aborted"))
      deed(store).then(value => { result = value }, error => { fail(error); try { transaction.abort() } catch (over) { /* it has ended already */ } })
    })
  }
}
