// One publication: its heading that unfolds it, and the blocks under it.
import { h, icon } from "../page/element.js"
import { moment, momentShort } from "../time.js"
import { acknowledgeView } from "./acknowledging.js"
import { collectionView, statusNow } from "./collection.js"
import { markAll, marked } from "./marking.js"
import { storesView } from "./stores.js"
import { texts } from "./texts.js"

/** Draws a publication. `shared`: {clock, zone, watch, reports, shelf, seen, allStores, words, found}; a folded one has no body yet. */
export function publicationView(publication, open, shared) {
  const id = "publication-" + publication.id
  return h("section", { class: "pub", id, "data-key": id },
    // The whole line folds by a click; by keyboard its button does, which is named by the title alone.
    h("div", { class: "head", "data-do": "fold", "data-id": publication.id },
      h("div", { class: "t" }, h("h2", {}, h("button", { type: "button", class: "title", "aria-expanded": open ? "true" : "false", "aria-controls": id + "-body", "aria-describedby": id + "-facts" }, marked(publication.title, shared.found))),
        h("time", { class: "muted small num", datetime: publication.published_at }, moment(publication.published_at)),
        !open && publication.found && whereFound(publication.found, shared.found)),
      h("div", { class: "tags", id: id + "-facts" }, tags(publication, shared)), icon(open ? "up" : "down")),
    h("div", { id: id + "-body", hidden: !open }, open && body(publication, shared)))
}

// A folded publication says where it was met.
function whereFound({ excerpt, files }, words) {
  return [excerpt && h("p", { class: "where small" }, marked(excerpt, words)),
    files.length > 0 && h("p", { class: "where small" }, texts.inFiles, files.map((name, n) => [n ? ", " : "", "«", marked(name, words), "»"]))]
}

function tags(publication, { clock, watch, seen }) {
  const collections = publication.collections || []
  const fresh = publication.is_new && !seen.has(publication.id) && h("span", { class: "tag new" }, texts.fresh)
  const term = collections.length > 0 && termTag(collections[0], clock)
  if (watch) return [fresh, term && collections[0].tiles && statusNow(collections[0], clock) !== "planned" && h("span", { class: "muted small num" }, texts.doneOf(collections[0].tiles.done, collections[0].tiles.total)), term]
  const has = state => collections.some(collection => collection.state === state), working = has("work"), done = has("done")
  return [fresh, !done && term, working && h("span", { class: "tag work" }, texts.work), done && !working && !has("idle") && h("span", { class: "tag ok" }, texts.done)]
}

function termTag(collection, clock) {
  const status = statusNow(collection, clock)
  if (status === "open") return h("span", { class: "tag ok num" }, texts.collectionOpen(momentShort(collection.closes_at)))
  return h("span", { class: "tag idle num" }, status === "planned" ? texts.collectionPlanned(momentShort(collection.opens_at)) : texts.collectionClosed)
}

function body(publication, shared) {
  const stores = publication.stores || [], collections = publication.collections || []
  return [
    publication.html && h("div", { class: "block" }, h("h3", {}, texts.information), prose(publication.html, shared.found)),
    acknowledgeView(publication, shared.words),
    stores.length > 0 && h("div", { class: "block", "data-key": "files" }, h("h3", {}, texts.files),
      storesView(publication, { shelf: shared.shelf, reports: shared.reports, all: shared.allStores.has(String(publication.id)), found: shared.found })),
    collections.length > 0 && h("div", { class: "block" }, h("h3", {}, texts.collection),
      collections.map(collection => collectionView(collection, Object.assign({ report: (shared.reports || {})[collection.id], saved: (shared.reports || {})["dashboard-" + collection.id] }, shared)))),
  ]
}

// The text came cleaned from the server; its links lead out of the cabinet and must not take the page away.
function prose(html, found) {
  const text = h("div", { class: "text", html })
  for (const link of text.querySelectorAll("a[href]")) {
    if (/^(mailto:|tel:|#)/.test(link.getAttribute("href"))) continue
    link.target = "_blank"; link.rel = "noopener"; link.title = link.title || texts.newTab
  }
  if (found && found.size) {
    markAll(text, found)
    text.fisokoHtml += "\0" + Array.from(found).join() // the same text with other marks is another one
  }
  return text
}
