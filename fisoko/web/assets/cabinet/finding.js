// The search over publications and «Только новые»: what is asked, what the server has found, and the address that shows the same.
import { h, icon } from "../page/element.js"
import { texts as pageTexts } from "../page/texts.js"
import { get, sentence } from "../saving/requests.js"
import { texts } from "./texts.js"

const PAUSE = 300 // ms after the last key

/** `changed()` is called when something is to be drawn anew, `say(text)` for who listens instead of looking, `put(q)` when the address has other words than the field. */
export function finding({ changed, say, put }) {
  const state = { q: "", fresh: false, answer: null, words: new Set(), error: "", waiting: false }
  let asked = 0, timer = 0

  function ask() {
    clearTimeout(timer)
    const turn = ++asked
    state.error = ""
    if (!state.q) { Object.assign(state, { answer: null, waiting: false, words: new Set() }); changed(); return }
    state.waiting = true
    changed()
    get("/api/v1/publications?q=" + encodeURIComponent(state.q) + (state.fresh ? "&new=1" : "")).then(answer => {
      if (turn !== asked) return
      state.waiting = false
      if (answer.status === 401) { location.reload(); return }
      if (answer.status !== 200) state.error = sentence(answer.body, pageTexts.failed)
      else {
        Object.assign(state, { answer: answer.body, words: new Set(answer.body.words) })
        say(answer.body.total ? texts.pubsFound(answer.body.total) : texts.pubsNothing)
      }
      changed()
    }, () => {
      if (turn !== asked) return
      Object.assign(state, { waiting: false, error: texts.findingUnreachable })
      changed()
    })
  }

  // The first word of a search is a step that «Back» undoes; what is typed on only changes it.
  function remember() {
    const url = new URL(location.href), had = url.searchParams.has("q") || url.searchParams.has("new")
    for (const [name, value] of [["q", state.q], ["new", state.fresh ? "1" : ""]]) if (value) url.searchParams.set(name, value); else url.searchParams.delete(name)
    url.searchParams.delete("receipt")
    url.hash = ""
    if (url.href === location.href) return
    if (had && (state.q || state.fresh)) history.replaceState(history.state, "", url)
    else history.pushState(null, "", url)
  }
  function read() {
    const given = new URLSearchParams(location.search)
    const q = (given.get("q") || "").trim().slice(0, 200), fresh = given.get("new") === "1"
    if (q === state.q && fresh === state.fresh) return
    Object.assign(state, { q, fresh })
    put(q)
    ask()
  }
  window.addEventListener("popstate", read)

  return {
    state,
    /** What is asked by the page's own address. */
    begin: read,
    search(typed, now) {
      const q = typed.trim()
      clearTimeout(timer)
      const go = () => { if (q !== state.q) { state.q = q; remember(); ask() } }
      if (now) go()
      else timer = setTimeout(go, PAUSE)
    },
    narrow() { state.fresh = !state.fresh; remember(); ask() },
    again: ask,
    clear() { Object.assign(state, { q: "", fresh: false }); remember(); ask() },
    /** The publications to show of those that the page was given. */
    shown(given) {
      if (state.q && state.answer) {
        const newest = {}
        given.forEach(one => { newest[one.id] = one })
        return state.answer.publications.map(one => Object.assign({}, one, newest[one.id], { found: one.found }))
      }
      return state.fresh ? given.filter(one => one.is_new) : given
    },
    stop() { clearTimeout(timer); window.removeEventListener("popstate", read) },
  }
}

/** The line over the publications. */
export function findingView({ q, fresh, answer, waiting }) {
  const n = q && answer && !waiting ? answer.total : null
  return h("div", { class: "finding no-print", role: "search", "aria-label": texts.pubsSearch, "data-key": "finding" },
    h("span", { class: "box", "data-key": "box" },
      h("input", { class: "field", type: "text", inputmode: "search", name: "q", value: q, placeholder: texts.pubsSearch, "aria-label": texts.pubsSearch, autocomplete: "off", maxlength: "200", "data-do": "find", "data-focus": "find" }),
      q && h("button", { class: "icon", type: "button", "data-do": "find-clear", "data-home": "find", "aria-label": texts.pubsClear, title: texts.pubsClear }, icon("close"))),
    h("button", { class: "chip", type: "button", "data-do": "only-new", "aria-pressed": fresh ? "true" : "false", "data-key": "new" }, texts.onlyNew),
    n !== null && n > 0 && h("span", { class: "muted small num", "data-key": "number" }, texts.pubsFound(n) + (n > answer.publications.length ? ". " + texts.pubsFirst(answer.publications.length) : "")))
}

/** What stands in the place of publications where none is to be shown. */
export function nothingFound({ q, fresh }) {
  return h("div", { class: "pub empty", "data-key": "nothing" }, h("b", {}, q ? texts.pubsNothing : texts.noNew), q ? texts.pubsNothingNote : texts.noNewNote,
    h("div", {}, h("button", { class: "btn", type: "button", "data-do": "find-all", "data-home": "find" }, texts.pubsAll)))
}

export const findingFailed = error => h("div", { class: "notice bad", role: "alert", "data-key": "finding-error" }, h("span", {}, error),
  h("button", { class: "btn", type: "button", "data-do": "find-again", "data-home": "find" }, texts.again))
