// The block «Сбор данных»: for who fills it in, and for who watches.
import { h } from "../page/element.js"
import { figure, share } from "../page/figure.js"
import { clockTime, moment, momentInWords, readersMoment } from "../time.js"
import { texts as pageTexts } from "../page/texts.js"
import { making, reportLine } from "./report_line.js"
import { texts } from "./texts.js"

/** The status at this very moment: an open collection closes by the server's clock, with no news needed. */
export const statusNow = (collection, clock) => collection.status === "open" && collection.closes_at && clock.left(collection.closes_at) < 0 ? "closed" : collection.status

/** Draws one collection. `watch`: the reader is a coordinator or federal; `report`: state of its export, `saved`: of its dashboard; `forms`, `areas`: formats and regions chosen for reports, by collection; `regions`: those to choose from. */
export function collectionView(collection, { clock, zone, watch, report, saved, forms, areas, regions }) {
  const status = statusNow(collection, clock)
  return h("div", { class: "collection", "data-key": "collection-" + collection.id },
    collection.title && h("h4", {}, collection.title), facts(collection, status, zone, watch),
    collection.tiles ? monitoring(collection, report, saved, (forms || {})[collection.id], (areas || {})[collection.id], regions || []) : filling(collection, status))
}

function facts(collection, status, zone, watch) {
  const here = [collection.opens_at, collection.closes_at].map(at => readersMoment(at, zone))
  const planned = status === "planned" && collection.opens_at
  return h("dl", { class: "facts" },
    h("dt", {}, texts.status), h("dd", {}, h("span", { class: "tag " + (status === "open" ? "ok" : "idle") }, status === "open" ? texts.open : texts.closed), planned && " " + texts.opensAt(momentInWords(collection.opens_at))),
    h("dt", {}, texts.term), h("dd", { class: "num" }, moment(collection.opens_at) + " – " + moment(collection.closes_at) + " " + texts.moscow,
      here[1] && h("span", { class: "muted" }, " · " + here[1])),
    !watch && h("dt", {}, texts.action), !watch && h("dd", { class: "num" }, collection.action || texts.noAction))
}

function filling(collection, status) {
  const { button, progress } = collection
  if (!button && !progress) return null
  const open = status === "open"
  return h("div", { class: "row" },
    button && h("a", { class: open ? "btn main" : "btn", href: button.href }, open || collection.status === "closed" ? button.text : texts.view),
    open && collection.template_href && h("a", { class: "btn plain", href: collection.template_href }, texts.excel),
    collection.state === "done" && h("a", { class: "btn plain", href: "/receipts" }, pageTexts.receipts),
    progress && h("span", { class: "muted small num" }, texts.filled(progress.filled, progress.required) + " · ",
      h("span", { class: progress.errors ? "bad" : null }, texts.errors(progress.errors)), progress.differs ? " · " + texts.differs(progress.differs) : ""))
}

const TILES = [
  { name: "total", status: "", mark: "", title: texts.total },
  { name: "idle", status: "idle", mark: "idle", title: texts.idle },
  { name: "work", status: "work", mark: "work", title: texts.work },
  { name: "done", status: "done", mark: "ok", title: texts.done },
]

function monitoring(collection, report, saved, chosen, area, regions) {
  const tiles = collection.tiles
  const width = n => "width:" + (tiles.total ? (n / tiles.total * 100).toFixed(2) : 0) + "%"
  return h("div", {},
    h("div", { class: "tiles" }, TILES.map(({ name, status, mark, title }) => h("a", {
      class: "tile " + mark, "data-key": name, href: participantsAddress(collection) + (status && "?status=" + status),
      "data-do": "participants", "data-id": collection.id, "data-status": status,
    }, h("b", { class: "num" }, figure(tiles[name])), h("span", {}, title, status && tiles.total ? " · " + share(tiles[name], tiles.total) : "")))),
    h("div", { class: "bar", role: "img", "aria-label": texts.bar(tiles) }, h("i", { class: "ok", style: width(tiles.done) }), h("i", { class: "work", style: width(tiles.work) })),
    h("div", { class: "row" },
      h("button", { class: "btn main", type: "button", "data-do": "participants", "data-id": collection.id, "data-status": "" }, texts.participants),
      h("button", { class: "btn", type: "button", "data-do": "export", "data-id": collection.id, "data-focus": "export-" + collection.id, "aria-disabled": making(report) && "true" }, texts.export),
      h("select", { class: "field formats", "aria-label": texts.exportFormat, title: texts.exportFormat, "data-key": "format", "data-format": collection.id }, texts.exportFormats.map(([form, title]) => h("option", { value: form, selected: form === chosen }, title))),
      regions.length > 1 && h("select", { class: "field regions", "aria-label": texts.reportRegion, title: texts.reportRegion, "data-key": "region", "data-area": collection.id }, [["", texts.everyRegion]].concat(regions).map(([code, name]) => h("option", { value: code, selected: code === (area || "") }, code ? code + " " + name : name))),
      collection.analysis_href && h("a", { class: "btn", href: collection.analysis_href }, texts.analysis),
      h("button", { class: "btn", type: "button", title: texts.dashboardHint, "data-do": "dashboard", "data-id": collection.id, "data-focus": "dashboard-" + collection.id, "aria-disabled": making(saved) && "true" }, texts.dashboard),
      reportLine(report, texts.export, "export-" + collection.id),
      h("span", { "data-key": "saved" }, reportLine(saved, texts.dashboard, "dashboard-" + collection.id, texts.ofDashboard)),
      tiles.at && h("span", { class: "end muted small num" }, texts.updated(clockTime(tiles.at)))))
}

export const participantsAddress = collection => collection.participants_href || "/collections/" + collection.id + "/participants"
