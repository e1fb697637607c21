// The cabinet: sections, bell, the nearest term and the publications; a school's and a coordinator's alike.
import { fetchingAhead } from "./page/ahead.js"
import { h, icon } from "./page/element.js"
import { patch } from "./page/patch.js"
import { footer, freshToken, header } from "./page/header.js"
import { covered } from "./page/covering.js"
import { watchConnection } from "./page/connection.js"
import { followBack } from "./page/going_back.js"
import { messages } from "./page/messages.js"
import { afterReading, bellView } from "./page/bell.js"
import { texts as pageTexts } from "./page/texts.js"
import { duration, serverClock, ticking } from "./time.js"
import { acknowledging, acknowledgingActs } from "./cabinet/acknowledging.js"
import { appearing } from "./cabinet/appearing.js"
import { participantsAddress, statusNow } from "./cabinet/collection.js"
import { finding, findingFailed, findingView, nothingFound } from "./cabinet/finding.js"
import { folding } from "./cabinet/folding.js"
import { givingWay } from "./cabinet/giving_way.js"
import { noticeView, receiptView, telling } from "./cabinet/notice.js"
import { publicationView } from "./cabinet/publication.js"
import { afterNews, making } from "./cabinet/report_line.js"
import { shelf } from "./cabinet/shelf.js"
import { storeActs } from "./cabinet/store_acts.js"
import { texts } from "./cabinet/texts.js"

const PROPERTIES = ["user", "sections", "publications", "notice", "receipt", "bell", "reports", "server_now", "zone", "support", "guide", "regions", "inline"]

export function render({ model, el }) {
  const data = {}
  const take = name => { data[name] = name === "reports" ? afterNews(data.reports, model.reports) : model[name] }
  PROPERTIES.forEach(take)

  const clock = serverClock(data.server_now)
  const folds = folding(data.user.login)
  const tell = telling()
  const page = h("div", { class: "cabinet" })
  const spoken = h("div", { class: "unseen", role: "status" })
  const seen = new Set(), allStores = new Set() // publications unfolded here, and those that show more than their first store
  const forms = {}, areas = {} // formats chosen for exports and regions for reports, by collection
  let bellOpen = false, error = "", drawn = ""

  // ---- drawing
  const listed = () => search.shown(data.publications || [])
  const watch = () => data.user.role !== "organiser"
  const everyCollection = () => [].concat(...listed().map(publication => publication.collections || []))
  // What the clock alone can change on the page.
  const timely = () => (data.notice ? duration(clock.left(data.notice.closes_at)) : "") + everyCollection().map(collection => statusNow(collection, clock)).join()
  const newest = (a, b) => (b.published_at || "").localeCompare(a.published_at || "")

  function draw() {
    drawn = timely()
    const section = (data.sections || []).find(one => one.current)
    const shared = { clock, zone: data.zone, watch: watch(), reports: data.reports, forms, areas, regions: data.regions, shelf: files, words, seen, allStores, found: search.state.words }
    const publications = listed().slice().sort(newest), narrowed = search.state.q || search.state.fresh
    const fresh = h("div", {},
      header(data.user, data.sections, data.bell && bellView(data.bell, bellOpen)),
      h("main", { class: watch() ? "wide" : "", hidden: covered(), "data-key": "main" },
        error && h("div", { class: "notice bad", role: "alert", "data-key": "error" }, h("span", {}, error), h("button", { class: "icon end", type: "button", "data-do": "dismiss", "aria-label": pageTexts.dismiss }, icon("close"))),
        receiptView(data.receipt), noticeView(data.notice, clock, data.zone),
        h("div", { class: "over", "data-key": "over" }, h("h1", { tabindex: "-1", "data-key": "title" }, section ? section.title : pageTexts.home),
          (narrowed || (data.publications || []).length > 0) && findingView(search.state)),
        search.state.error && findingFailed(search.state.error),
        publications.length ? publications.map(one => publicationView(one, folds.has(one.id), shared)) : narrowed ? nothingFound(search.state) : h("div", { class: "pub empty" }, h("b", {}, texts.empty), texts.emptyNote)),
      !covered() && footer(data.support, data.guide, watch(), data.user))
    for (const one of [el, page]) one.classList.toggle("covered", covered()) // in a live page the root has the class, too
    // Where what had the focus goes with what it has done, the focus stays beside it.
    const active = page.getRootNode().activeElement, home = active && page.contains(active) && active.dataset.home
    patch(page, fresh)
    if (home && !page.contains(active)) focus('[data-focus="' + home + '"]')
    files.drawn()
  }

  let asked = false
  const redraw = () => { if (!asked) { asked = true; Promise.resolve().then(() => { asked = false; draw() }) } }
  const focus = what => { const found = page.querySelector(what); if (found) found.focus() }

  // ---- the bell
  function openBell(open, back) {
    if (bellOpen === open) return
    bellOpen = open
    draw()
    if (open) focus("[data-focus=popover]")
    else if (back) focus("[data-do=bell]")
  }
  function read(id) {
    data.bell = afterReading(data.bell, id)
    draw()
    send({ type: "bell.read", id })
  }

  /** An unfolded publication is new no more, here and for the server. */
  function see(publication) {
    if (!publication || seen.has(publication.id) || !publication.is_new) return
    seen.add(publication.id)
    send({ type: "seen", publication: publication.id }, true)
  }
  /** Unfolds a publication and brings it into sight. */
  function show(id) {
    folds.open(id)
    see(publicationOf(id))
    openBell(false, false)
    draw()
    const found = page.querySelector("#publication-" + id)
    if (found) found.scrollIntoView()
  }
  const publicationOf = id => listed().find(one => String(one.id) === id)

  // ---- file stores and reports
  const ears = { changed: () => redraw(), say: words => { spoken.textContent = words } }
  const put = q => { const field = page.querySelector("[data-do=find]"); if (field) field.value = q }
  const files = shelf(ears), search = finding(Object.assign({ put }, ears)), words = acknowledging(ears)
  const everyStore = () => [].concat(...listed().map(publication => publication.stores || []))
  const storeOf = id => everyStore().find(one => String(one.id) === id)
  function askReport(key, message) {
    if (making((data.reports || {})[key])) return
    data.reports = Object.assign({}, data.reports, { [key]: { state: "queued" } })
    draw()
    send(message)
  }

  // ---- what a click does, by the data-do of what was clicked
  const collectionOf = id => everyCollection().find(one => String(one.id) === id)
  const clearSearch = act => { put(""); act(); focus("[data-do=find]") }
  const acts = Object.assign(storeActs({ page, files, storeOf, all: allStores, draw }), acknowledgingActs(words), {
    find() { /* what is typed there counts, not clicks */ },
    "find-clear"() { clearSearch(() => search.search("", true)) },
    "find-all"() { clearSearch(search.clear) },
    "find-again"() { search.again() },
    "only-new"() { search.narrow() },
    fold(at) {
      folds.toggle(at.dataset.id)
      if (folds.has(at.dataset.id)) see(publicationOf(at.dataset.id))
      draw()
    },
    bell() { openBell(!bellOpen, true) },
    "bell-close"() { openBell(false, true) },
    read(at) { const id = Number(at.dataset.id); read(isNaN(id) ? at.dataset.id : id); focus('[data-focus="news-' + at.dataset.id + '"]') },
    "read-follow"(at) { const id = Number(at.dataset.id); read(isNaN(id) ? at.dataset.id : id) },
    "read-all"() { read(null); focus("[data-focus=popover]") },
    dismiss() { error = ""; draw() },
    export(at) {
      const id = collectionOf(at.dataset.id).id
      askReport(id, Object.assign({ type: "export", collection: id }, forms[id] && forms[id] !== "xlsx" && { form: forms[id] }, areas[id] && { region: areas[id] }))
    },
    dashboard(at) {
      const id = collectionOf(at.dataset.id).id
      askReport("dashboard-" + id, Object.assign({ type: "dashboard", collection: id }, areas[id] && { region: areas[id] }))
    },
    "report-downloads"(at) {
      const id = storeOf(at.dataset.id).id
      askReport("store-" + id, { type: "report_downloads", store: id })
    },
    "cancel-report"(at) {
      const key = Object.keys(data.reports).find(one => String(data.reports[one].id) === at.dataset.id)
      if (data.reports[key].stopping) return
      data.reports = Object.assign({}, data.reports, { [key]: Object.assign({}, data.reports[key], { stopping: true }) })
      draw()
      send({ type: "cancel_report", id: data.reports[key].id })
    },
    participants(at, event) {
      const collection = collectionOf(at.dataset.id)
      if (data.inline) {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        way.opens(at)
        const message = { type: "participants", collection: collection.id, status: at.dataset.status }
        if (location.pathname === "/" && location.search && location.search.length < 2000) message.home = location.search // closing the list returns to it
        send(message)
      } else if (at.nodeName === "BUTTON") location.assign(participantsAddress(collection))
    },
  })
  fetchingAhead(page, import.meta.url)
  page.addEventListener("click", event => {
    const at = event.target.closest("[data-do]")
    news.clicked(event.target.closest("a"))
    if (at) acts[at.dataset.do](at, event)
  })
  page.addEventListener("input", event => {
    const what = event.target.dataset.do, typed = event.target.value.trim()
    if (what === "find") search.search(typed)
    if (what === "asked-search") words.search(event.target.dataset.id, typed)
    if (what === "store-search") files.search(storeOf(event.target.dataset.id).id, event.target.value.trim())
  })
  page.addEventListener("change", ({ target: { dataset, value } }) => { if (dataset.format) forms[dataset.format] = value; else if (dataset.area) areas[dataset.area] = value })
  page.addEventListener("submit", event => freshToken(event.target))
  page.addEventListener("keydown", event => {
    if (event.target.dataset.do === "find" && (event.key === "Escape" && event.target.value || event.key === "Enter")) {
      event.preventDefault()
      if (event.key === "Escape") acts["find-clear"]()
      else search.search(event.target.value, true)
    } else if (event.key === "Escape" && bellOpen) { event.preventDefault(); openBell(false, true) }
  })
  const outside = event => { if (bellOpen && !event.composedPath().some(node => node.classList && node.classList.contains("bellbox"))) openBell(false, false) }
  document.addEventListener("pointerdown", outside)
  page.addEventListener("focusout", event => {
    const to = event.relatedTarget
    if (bellOpen && to && !to.closest(".bellbox") && event.target.closest(".bellbox")) openBell(false, false)
  })

  // ---- what the server says
  const news = appearing({
    own: !data.inline,
    take(cabinet) {
      for (const name of ["publications", "notice", "server_now"]) { data[name] = cabinet[name]; heard(name) }
    },
    open: show,
  })
  const heard = name => {
    if (name === "server_now") clock.set(data.server_now)
    if (name === "bell") news.rung(data.bell)
    redraw()
  }
  PROPERTIES.forEach(name => model.on(name, () => { take(name); heard(name) }))
  const send = messages(model, {
    onError(text) {
      error = text
      // What was only asked for is not under way after all.
      data.reports = Object.assign({}, model.reports)
      draw()
    },
    onSet(values) {
      for (const name of Object.keys(values).filter(known => PROPERTIES.includes(known))) {
        data[name] = name === "reports" ? afterNews(data.reports, values.reports) : values[name]
        heard(name)
      }
    },
  })
  const ticks = ticking(() => {
    const said = tell(data.notice, clock)
    if (said) spoken.textContent = said
    if (timely() !== drawn) draw()
  })
  // «Back» from the grid may bring a kept page, whose last action is not the last any more.
  const again = event => { if (event.persisted) location.reload() }
  window.addEventListener("pageshow", again)
  const way = givingWay(page, draw)
  // Only a live page has a websocket to lose, and addresses that change without a load.
  const unwatch = data.inline ? [watchConnection(), followBack()] : []
  model.on("remove", () => {
    ticks.stop()
    files.stop(); search.stop(); words.stop(); news.stop(); way.stop()
    unwatch.forEach(stop => stop())
    document.removeEventListener("pointerdown", outside)
    window.removeEventListener("pageshow", again)
  })

  // An address that names a publication (a notification's link) opens on it.
  const named = /^#publication-(\w+)$/.exec(location.hash)
  if (named) folds.open(named[1])
  news.rung(data.bell)
  search.begin()
  ;(data.publications || []).filter(one => folds.has(one.id)).forEach(see)
  draw()
  el.append(spoken, page)
  if (location.hash === "#bell" && data.bell) openBell(true, false) // from a page whose bell has no list of its own
  performance.mark("fisoko:ready")
  if (named) { const found = page.querySelector("#publication-" + named[1]); if (found) found.scrollIntoView() }
}
