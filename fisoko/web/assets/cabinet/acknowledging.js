// «Ознакомлен(а)» in a publication: the button of who is asked, and for who watches the figures and the list.
import { h, icon } from "../page/element.js"
import { figure } from "../page/figure.js"
import { pager } from "../page/pager.js"
import { texts as pageTexts } from "../page/texts.js"
import { get, post, sentence } from "../saving/requests.js"
import { moment } from "../time.js"
import { texts } from "./texts.js"

const PAUSE = 300 // ms after the last key of the search
const STATES = [["", texts.askedAll], ["given", texts.askedGiven], ["missing", texts.askedMissing]]

/** `changed()` is called when something is to be drawn anew, `say(text)` for who listens. */
export function acknowledging({ changed, say }) {
  const given = {}, lists = {}, errors = {}, busy = {}
  const address = id => "/api/v1/publications/" + id + "/acknowledgement"

  function ask(list) {
    clearTimeout(list.timer)
    const turn = ++list.asked
    list.error = ""
    get(address(list.id) + "s?state=" + list.state + "&q=" + encodeURIComponent(list.q) + "&page=" + list.page).then(answer => {
      if (turn !== list.asked) return
      if (answer.status === 401) { location.reload(); return }
      if (answer.status === 200) { list.answer = answer.body; list.page = answer.body.page } else list.error = sentence(answer.body, pageTexts.failed)
      changed()
    }, () => { if (turn === list.asked) { list.error = texts.askedUnreachable; changed() } })
  }

  return {
    /** What to draw: {at, error, busy} for who is asked, {list, given, total} for who watches. */
    look: publication => ({ at: given[publication.id] || publication.acknowledge.at, error: errors[publication.id], busy: busy[publication.id], list: lists[publication.id] }),
    acknowledge(id) {
      if (busy[id]) return
      busy[id] = true
      errors[id] = ""
      changed()
      post(address(id), {}).then(answer => {
        busy[id] = false
        if (answer.status === 401) { location.reload(); return }
        if (answer.status === 200) { given[id] = answer.body.at; say(texts.acknowledgedAt(moment(answer.body.at))) } else errors[id] = sentence(answer.body, pageTexts.failed)
        changed()
      }, () => { busy[id] = false; errors[id] = pageTexts.noConnection; changed() })
    },
    fold(id) {
      if (lists[id]) { lists[id].asked += 1; delete lists[id] } else ask(lists[id] = { id, state: "", q: "", page: 1, asked: 0, answer: null, error: "" })
      changed()
    },
    narrow(id, state) { Object.assign(lists[id], { state, page: 1 }); ask(lists[id]); changed() },
    search(id, q) { const list = lists[id]; list.q = q; list.page = 1; clearTimeout(list.timer); list.timer = setTimeout(() => ask(list), PAUSE) },
    page(id, page) { lists[id].page = page; ask(lists[id]) },
    again(id) { ask(lists[id]); changed() },
    stop() { Object.keys(lists).forEach(id => clearTimeout(lists[id].timer)) },
  }
}

/** What its clicks do, by their data-do. */
export const acknowledgingActs = words => ({
  acknowledge(at) { words.acknowledge(at.dataset.id) },
  "asked-fold"(at) { words.fold(at.dataset.id) },
  "asked-state"(at) { words.narrow(at.dataset.id, at.dataset.state) },
  "asked-page"(at) { if (at.getAttribute("aria-disabled") !== "true") words.page(at.dataset.id, Number(at.dataset.page)) },
  "asked-again"(at) { words.again(at.dataset.id) },
  "asked-search"() { /* what is typed there counts, not clicks */ },
})

/** The block of a publication that asks for it; nothing where it does not. */
export function acknowledgeView(publication, words) {
  if (!publication.acknowledge) return null
  const look = words.look(publication), home = "acknowledge-" + publication.id
  return h("div", { class: "block acknowledge", "data-key": "acknowledge" }, "total" in publication.acknowledge ? watching(publication, look) : own(publication, look, home))
}

function own(publication, look, home) {
  if (look.at) return h("div", { class: "said num", tabindex: "-1", "data-focus": home, "data-key": "said" }, icon("tick"), h("time", { datetime: look.at }, texts.acknowledgedAt(moment(look.at))))
  return h("div", { class: "row", "data-key": "ask" },
    h("button", { class: "btn main", type: "button", "data-do": "acknowledge", "data-id": publication.id, "data-home": home, "aria-disabled": look.busy && "true" }, texts.acknowledge),
    look.error ? h("span", { class: "bad", role: "alert" }, look.error) : h("span", { class: "muted small" }, texts.acknowledgeNote))
}

function watching(publication, { list }) {
  const id = publication.id, now = list && list.answer || publication.acknowledge
  return h("div", { "data-key": "watching" },
    h("div", { class: "row" }, h("b", { class: "num" }, texts.acknowledged(now.given, now.total)),
      h("button", { class: "btn plain", type: "button", "data-do": "asked-fold", "data-id": id, "aria-expanded": list ? "true" : "false" }, icon(list ? "up" : "down"), texts.askedList),
      h("a", { class: "btn plain", href: "/api/v1/publications/" + id + "/acknowledgements/table", download: "" }, icon("download"), texts.askedTable)),
    list && listView(publication, list))
}

function listView(publication, list) {
  const id = publication.id, answer = list.answer
  const act = (change, attributes, ...children) => h("button", Object.assign({ type: "button", "data-do": "asked-page", "data-id": id, "data-page": change.page }, attributes), ...children)
  const several = answer && new Set(answer.rows.map(row => row.region)).size > 1
  return h("div", { class: "asked", "data-key": "list" },
    h("div", { class: "row no-print", role: "search", "aria-label": texts.askedSearch, "data-key": "narrow" },
      h("input", { class: "field", type: "text", inputmode: "search", value: list.q, placeholder: texts.askedSearch, "aria-label": texts.askedSearch, autocomplete: "off", maxlength: "200", "data-do": "asked-search", "data-id": id }),
      h("span", { role: "group", "aria-label": texts.askedWho }, STATES.map(([state, title]) => h("button", { class: "chip", type: "button", "data-do": "asked-state", "data-id": id, "data-state": state, "aria-pressed": list.state === state ? "true" : "false", "data-key": "state-" + state }, title))),
      h("span", { class: "muted small num", role: "status" }, answer ? texts.askedFound(answer.found) : "")),
    list.error && h("div", { class: "row", role: "alert", "data-key": "error" }, h("span", { class: "bad" }, list.error), h("button", { class: "btn", type: "button", "data-do": "asked-again", "data-id": id }, texts.again)),
    answer && answer.rows.length > 0 && h("div", { class: "scroll", "data-key": "table" }, h("table", { class: "table", "aria-label": texts.askedList },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, texts.askedLogin), h("th", { scope: "col" }, texts.askedName), several && h("th", { scope: "col" }, texts.askedRegion), h("th", { scope: "col" }, texts.askedWhen))),
      h("tbody", {}, answer.rows.map(row => h("tr", {}, h("td", { class: "num" }, row.login), h("td", {}, row.name), several && h("td", {}, row.region), h("td", { class: "num" }, row.at ? moment(row.at) : h("span", { class: "muted" }, texts.askedNot))))))),
    answer && !answer.rows.length && h("div", { class: "empty", "data-key": "none" }, h("b", {}, texts.nothing), texts.askedNothing),
    answer && pager(answer.page, answer.pages, "page", texts.askedPages, act, true))
}
