// The panel «Список участников»: search, filter, order and pages of those who have to submit, and those who have not begun.
import { h, icon } from "./page/element.js"
import { cover } from "./page/covering.js"
import { patch } from "./page/patch.js"
import { footer, freshToken, header } from "./page/header.js"
import { messages } from "./page/messages.js"
import { pager } from "./page/pager.js"
import { texts as pageTexts } from "./page/texts.js"
import { choosable, chosenColumns, idleTable, startedTable } from "./participants/table.js"
import { FACTS, address, changed, remember, whole } from "./participants/query.js"
import { keepColumns, keptColumns } from "./participants/kept_columns.js"
import { regionsTable } from "./participants/regions.js"
import { copyList } from "./participants/copying.js"
import { foldingMenu } from "./participants/folding_menu.js"
import { texts } from "./participants/texts.js"

// `links`: the page is thin, a query is an address; else it is a message and the rows come back as properties.
const PROPERTIES = ["collection", "counts", "rows", "idle_rows", "total", "query", "pages", "idle_total", "idle_pages", "page_size", "close_href", "links", "regions", "by_region", "account", "user", "sections", "support", "guide"]
const PAUSE = 300 // ms after the last key of the search
const SLOW = 300 // ms of waiting that need no word

export function render({ model, el }) {
  const data = {}
  const take = name => { data[name] = model[name] }
  PROPERTIES.forEach(take)
  const page = h("div", { class: "participants" })
  let query = whole(data.query), error = "", waiting = false, slow = null, typing = null
  let columns = keptColumns(data.account), choosing = false, order = "code", copied = ""
  const several = () => Boolean(data.regions && data.regions.length)

  // ---- drawing
  const act = (change, attributes, ...children) => {
    const next = changed(query, change)
    const link = data.links ? { href: address(next) } : { type: "button", "data-do": "query", "data-change": JSON.stringify(change) }
    return h(data.links ? "a" : "button", Object.assign(link, attributes), ...children)
  }
  const chip = (status, name, count) => {
    const on = query.status === status
    return act({ status }, { class: "chip num", "data-key": "chip-" + status, [data.links ? "aria-current" : "aria-pressed"]: data.links ? on && "true" : String(on) }, texts.chip(name, count))
  }
  const empty = (title, note, reset) => h("div", { class: "empty" }, h("b", {}, title), note, reset && h("div", {}, act({ status: "", q: "", region: "", term: "", fill: "", fresh: "" }, { class: "btn" }, texts.reset)))

  function filters() {
    const counts = data.counts || {}
    const hidden = ["status", "sort", "view"].filter(name => query[name]).map(name => h("input", { type: "hidden", name, value: query[name], "data-key": "hidden-" + name }))
    return h("form", { class: "row filters no-print", method: "get", role: "search", "data-key": "filters" },
      h("input", { class: "field", type: "search", name: "q", value: query.q, placeholder: texts.searchHint, "aria-label": texts.search, autocomplete: "off", maxlength: "200", "data-key": "search" }),
      data.regions && data.regions.length > 0 && h("select", { class: "field", name: "region", "aria-label": texts.region, "data-key": "region" }, h("option", { value: "" }, texts.everyRegion),
        data.regions.map(region => h("option", { value: region.code, selected: String(region.code) === String(query.region) }, region.name))),
      data.links && hidden, data.links && h("button", { class: "btn", type: "submit" }, texts.find),
      h("div", { class: "chips", role: "group", "aria-label": texts.filter }, chip("", texts.all, counts.total || 0), chip("idle", texts.states.idle, counts.idle || 0), chip("work", texts.states.work, counts.work || 0), chip("done", texts.states.done, counts.done || 0)),
      FACTS.map(fact))
  }

  const fact = name => h("label", { class: "fact", "data-key": "fact-" + name }, texts.facts[name][0],
    h("select", { class: query[name] ? "field on" : "field", name, "data-key": name }, Object.keys(texts.facts[name][1]).map(value => h("option", { value, selected: value === (query[name] || "") }, texts.facts[name][1][value]))))

  // What is done with the list as a whole: another view of it, its columns, a copy of it.
  function tools() {
    const here = query.view === "regions"
    const view = (name, title) => act({ view: name }, { class: "chip", "data-key": "view-" + name, [data.links ? "aria-current" : "aria-pressed"]: data.links ? (query.view || "") === name && "true" : String((query.view || "") === name) }, title)
    return h("div", { class: "row tools no-print", "data-key": "tools" },
      several() && h("div", { class: "chips", role: "group", "aria-label": texts.views, "data-key": "views" }, view("", texts.people), view("regions", texts.byRegion)),
      !here && h("details", { class: "choose", open: choosing, "data-key": "choose" }, h("summary", { class: "btn" }, texts.choose),
        h("div", { class: "menu" }, choosable(several()).map(({ key }) => h("label", { "data-key": "column-" + key }, h("input", { type: "checkbox", "data-do": "column", "data-column": key, checked: chosenColumns(columns, several()).some(one => one.key === key) }), texts.columns[key])))),
      !here && data.collection && data.collection.id && h("button", { class: "btn", type: "button", "data-do": "copy", "data-key": "copy" }, texts.copy),
      h("span", { class: "muted small", role: "status", "data-key": "copied" }, copied))
  }

  function lists() {
    if (query.view === "regions") return regionsTable(data.by_region || [], order, act)
    const rows = data.rows || [], idle = data.idle_rows || [], counts = data.counts || {}
    const asked = query.q || query.region, narrowed = FACTS.some(name => query[name])
    if (narrowed && !rows.length && !idle.length) return empty(texts.nothingFits, texts.nothingFitsNote, true)
    if (!counts.total && !rows.length && !idle.length && !asked) return empty(texts.nobody, texts.nobodyNote)
    if (asked && !rows.length && !idle.length) return query.q ? empty(texts.notFound(query.q), texts.notFoundNote, true) : empty(texts.nobodyHere, texts.nobodyHereNote, true)
    return [query.status !== "idle" && started(rows), (query.status === "" || query.status === "idle") && !query.fill && !query.fresh && !(narrowed && !idle.length) && notStarted(idle, counts)]
  }

  const nothing = { "": [texts.noneStarted, texts.noneStartedNote], work: [texts.noneWork, texts.noneWorkNote], done: [texts.noneDone, texts.noneDoneNote] }
  function started(rows) {
    const total = data.total === undefined || data.total === null ? rows.length : data.total
    return h("div", { "data-key": "begun" }, rows.length ? startedTable(rows, query, act, chosenColumns(columns, several())) : empty(...nothing[query.status] || nothing[""], query.status !== ""),
      rows.length > 0 && under(rows.length, total, query.page, data.pages, "page", texts.pages))
  }
  function notStarted(idle, counts) {
    const total = data.idle_total === undefined || data.idle_total === null ? Math.max(idle.length, query.q || query.region ? 0 : counts.idle || 0) : data.idle_total
    return h("div", { class: "not-begun", "data-key": "not-begun" }, h("h3", {}, texts.idleTitle), idle.length ? idleTable(idle) : empty(texts.noneIdle, ""),
      idle.length > 0 && under(idle.length, total, query.idle_page, data.idle_pages, "idle_page", texts.idlePages))
  }
  function under(shown, total, at, pages, name, label) {
    const size = data.page_size || shown
    const first = pages > 1 ? (at === pages ? total - shown : (at - 1) * size) + 1 : 1
    return h("div", { class: "row under-table" }, h("span", { class: "muted small num" }, texts.shown(first, first + shown - 1, total) + " · " + texts.zone), pager(at, pages, name, label, act))
  }

  // All that fit the query, not those on the pages shown; a server that counts nothing has sent them all.
  const found = () => [["rows", "total"], ["idle_rows", "idle_total"]].reduce((sum, [rows, total]) => sum + (typeof data[total] === "number" ? data[total] : (data[rows] || []).length), 0)

  function draw() {
    const titled = data.collection && data.collection.title
    const panel = h("div", { class: "panel list", role: "dialog", tabindex: data.user ? null : "-1", "aria-labelledby": "participants-title", "aria-busy": waiting ? "true" : null, "data-key": "panel" },
      h("header", { role: "none" }, h("h2", { id: "participants-title" }, texts.title), titled && h("span", { class: "muted small" }, texts.collection(data.collection.title)),
        h("button", { class: "icon no-print", type: "button", "data-do": "close", "aria-label": texts.close, title: texts.close }, icon("close"))),
      h("div", { class: "inside" },
        error && h("div", { class: "notice bad", role: "alert", "data-key": "error" }, h("span", {}, error), h("button", { class: "icon", type: "button", "data-do": "dismiss", "aria-label": pageTexts.dismiss }, icon("close"))),
        query.view !== "regions" && filters(), tools(), h("div", { class: "unseen", role: "status", "data-key": "found" }, waiting ? "" : texts.found(found())),
        waiting && slow === null && h("div", { class: "loading muted small", "data-key": "loading" }, texts.loading), lists()))
    const fresh = data.user
      ? h("div", {}, header(data.user, data.sections, null), h("main", { class: "wide", "data-key": "main" }, panel), footer(data.support, data.guide, true, data.user)) : h("div", {}, panel)
    page.classList.toggle("page", Boolean(data.user))
    patch(page, fresh)
  }

  // ---- asking
  function ask(change) {
    clearTimeout(typing); typing = null
    query = changed(query, change)
    if (data.links) { location.assign(address(query)); return }
    const message = { type: "query", status: query.status, q: query.q, page: query.page, sort: query.sort }
    if (data.regions && data.regions.length) message.region = query.region
    if (data.idle_pages) message.idle_page = query.idle_page
    for (const name of FACTS.concat("view")) if (query[name]) message[name] = query[name]
    copied = ""
    waiting = true
    clearTimeout(slow)
    slow = setTimeout(() => { slow = null; draw() }, SLOW)
    send(message)
    draw()
  }
  function answered() { waiting = false; clearTimeout(slow); slow = null }
  const searched = () => ask({ q: page.querySelector("[name=q]").value.trim() })

  const acts = {
    query(at) { ask(JSON.parse(at.dataset.change)) },
    close() { if (data.close_href) location.assign(data.close_href); else send({ type: "close" }) },
    dismiss() { error = ""; draw() },
    order(at) { order = at.dataset.order; draw() },
    column(at) {
      columns = { ...columns, [at.dataset.column]: at.checked }
      keepColumns(data.account, columns)
      draw()
    },
    copy() {
      copied = texts.copying
      draw()
      const shown = chosenColumns(columns, several()).map(column => column.key).filter(key => key !== "data")
      copyList(data.collection.id, query, shown).then(n => { copied = texts.copied(n) }, () => { copied = texts.notCopied }).then(draw)
    },
  }
  const unwatch = foldingMenu(page, ".choose")
  page.addEventListener("toggle", event => { if (event.target.matches(".choose")) choosing = event.target.open }, true)
  page.addEventListener("click", event => {
    if (event.target.closest("td a")) remember(location.pathname, query)
    const at = event.target.closest("[data-do]")
    if (at) acts[at.dataset.do](at)
  })
  page.addEventListener("input", event => {
    if (data.links || event.target.name !== "q") return
    clearTimeout(typing)
    typing = setTimeout(searched, PAUSE)
  })
  page.addEventListener("change", event => { if (["region", ...FACTS].includes(event.target.name) && !(data.links && event.target.name === "region")) ask({ [event.target.name]: event.target.value }) })
  page.addEventListener("submit", event => {
    if (event.target.getAttribute("role") !== "search") { freshToken(event.target); return }
    event.preventDefault()
    searched()
  })

  // ---- what the server says
  let asked = false
  const redraw = () => { if (!asked) { asked = true; Promise.resolve().then(() => { asked = false; draw() }) } }
  const heard = name => {
    if (name === "rows" || name === "idle_rows" || name === "query") answered()
    // A search still being typed is newer than the server's answer to the one before.
    if (name === "query" && typing === null) query = whole(data.query)
    redraw()
  }
  PROPERTIES.forEach(name => model.on(name, () => { take(name); heard(name) }))
  const send = messages(model, {
    onError(text) { error = text; answered(); draw() },
    onSet(values) { Object.keys(values).filter(name => PROPERTIES.includes(name)).forEach(name => { data[name] = values[name]; heard(name) }) },
  })
  // Within the cabinet Escape is ×; what is typed, chosen or unfolded has it first.
  const escape = event => {
    const at = event.composedPath()[0]
    if (event.key !== "Escape" || event.defaultPrevented || data.user || at.nodeName === "SELECT" || at.nodeName === "INPUT" && at.value && at.type === "search") return
    event.preventDefault()
    acts.close()
  }
  document.addEventListener("keydown", escape)
  const uncover = data.user ? () => {} : cover()
  model.on("remove", () => { clearTimeout(typing); clearTimeout(slow); unwatch(); document.removeEventListener("keydown", escape); uncover() })
  draw()
  el.append(page)
  if (!data.user) { window.scrollTo(0, 0); page.querySelector(".panel").focus({ preventScroll: true }) }
}
