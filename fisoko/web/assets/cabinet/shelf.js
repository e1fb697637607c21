// What this page knows of file stores beyond what it was opened with: what is unfolded, searched for, asked again and just taken.
import { texts as pageTexts } from "../page/texts.js"
import { follow } from "../saving/news.js"
import { moment } from "../time.js"
import { texts } from "./texts.js"

const PAUSE = 300 // ms after the last key of the search
const SLOW = 300 // ms of waiting that need no word
// Seconds after a click on a download when its row is asked again; where word comes at once only in case it is lost.
const AGAIN = { told: [10, 60], alone: [1, 3, 10, 30, 90] }

/** `changed()` is called when something is to be drawn anew, `say(text)` for who listens instead of looking. */
export function shelf({ changed, say }) {
  const states = {}, moments = {} // by store; by file: when it was last taken, as the server said last
  let prompt = true, mark, late = 0 // whether word of the server comes at once; what it said last
  let shown = new Set(), drawing = new Set()

  const state = id => states[id] || (states[id] = { id, open: false, q: "", page: 1, answer: null, waiting: false, slow: false, error: "", taking: {}, asked: 0, timers: [] })
  const takenAt = file => file.id in moments ? moments[file.id] : file.downloaded_at || null

  // ---- asking
  function ask(store, quiet) {
    const turn = ++store.asked
    const [q, page] = store.open ? [store.q, store.page] : ["", 1]
    if (!quiet) { store.waiting = true; store.error = ""; later(store, "pause", SLOW, () => { if (store.waiting) { store.slow = true; changed() } }) }
    const address = "/api/v1/stores/" + store.id + "/files?q=" + encodeURIComponent(q) + "&page=" + page
    return fetch(address, { credentials: "same-origin", cache: "no-store" }).then(answer => {
      if (answer.status === 401) location.reload()
      return answer.json().catch(() => ({})).then(said => { if (!answer.ok) throw new Refused(said) ; return said })
    }).then(answer => {
      note(store, answer.files)
      if (turn !== store.asked) return // something newer was asked meanwhile
      settled(store)
      store.answer = answer
      if (store.open) store.page = answer.page
    }).catch(failed => {
      if (turn !== store.asked) return
      settled(store)
      if (!quiet) store.error = failed instanceof Refused ? failed.text : texts.filesUnreachable
    }).then(changed)
  }
  function settled(store) { store.waiting = store.slow = false; clearTimeout(store.pause) }
  function later(store, name, ms, act) { clearTimeout(store[name]); store[name] = setTimeout(act, ms) }

  // ---- taking
  function note(store, files) {
    for (const file of files) {
      moments[file.id] = file.downloaded_at || null
      const taking = store.taking[file.id]
      if (taking && moments[file.id] !== taking.before) {
        delete store.taking[file.id]
        say(texts.taken(file.name, moment(moments[file.id])))
      }
    }
    const all = store.taking.all
    if (all && files.some(file => all.before[file.id] !== undefined && all.before[file.id] !== moments[file.id])) {
      delete store.taking.all
      say(texts.takenAll)
    }
  }
  function taking(store, key, before) {
    store.taking[key] = { before }
    store.timers.forEach(clearTimeout)
    const times = prompt ? AGAIN.told : AGAIN.alone
    store.timers = times.map((seconds, n) => setTimeout(() => {
      const left = Object.keys(store.taking).length > 0
      if (left) ask(store, true).then(() => { if (n === times.length - 1) { store.taking = {}; changed() } })
    }, seconds * 1000))
    changed()
  }

  const askShown = store => shown.forEach(id => { if (!store || String(store) === String(id)) ask(state(id), true) })
  const stop = follow((kind, data) => {
    if (kind === "prompt") prompt = data
    if (kind === "files") askShown(data.store)
    if (kind === "again") { clearTimeout(late); late = setTimeout(askShown, Math.random() * (data.within || 0)) }
    if (kind === "marks") {
      if (mark !== undefined && mark !== data.files) askShown()
      mark = data.files
    }
  })

  return {
    /** What to draw of a store: {open, q, page, pages, total, files, found, slow, error, archiving}; files have taken_at and taking. */
    look(stored) {
      drawing.add(stored.id)
      const store = state(stored.id), answer = store.open ? store.answer : null
      const files = (answer ? answer.files : stored.files).map(file => Object.assign({}, file, { taken_at: takenAt(file), taking: Boolean(store.taking[file.id] || store.taking.all && file.href) }))
      return { open: store.open, q: store.q, page: answer ? answer.page : 1, pages: answer ? answer.pages : 1, total: answer ? answer.total : stored.total,
        files, answered: answer, searching: Boolean(answer && answer.q), waiting: store.waiting, slow: store.slow, error: store.error, archiving: Boolean(store.taking.all) }
    },
    /** Between two draws: what was looked at since is what the page shows. */
    drawn() { shown = drawing; drawing = new Set() },
    fold(id) {
      const store = state(id)
      clearTimeout(store.typing)
      Object.assign(store, { open: !store.open, q: "", page: 1, answer: null, error: "" })
      if (store.open) ask(store)
      else { store.asked += 1; settled(store) }
      changed()
    },
    /** The words of the search have changed; asked for after a pause, or `now`. */
    search(id, q, now) {
      const store = state(id)
      store.q = q
      later(store, "typing", now ? 0 : PAUSE, () => { store.page = 1; ask(store); changed() })
    },
    page(id, n) { const store = state(id); store.page = n; ask(store); changed() },
    again(id) { ask(state(id)); changed() },
    /** A file's download was clicked. */
    take(id, file) { taking(state(id), file.id, takenAt(file)); say(texts.takingOf(file.name)) },
    /** «Скачать всё» was clicked; `files` are those in sight. */
    takeAll(id, files) {
      const before = {}
      files.filter(file => file.href).forEach(file => { before[file.id] = takenAt(file) })
      taking(state(id), "all", before)
      say(texts.takingAll)
    },
    stop() {
      stop()
      clearTimeout(late)
      Object.keys(states).forEach(id => { const store = states[id]; [store.pause, store.typing].concat(store.timers).forEach(clearTimeout) })
    },
  }
}

/** The server answered with no files; its own sentence says why. */
class Refused extends Error {
  constructor(said) { super(); this.text = said && said.error && said.error.text || pageTexts.failed }
}
