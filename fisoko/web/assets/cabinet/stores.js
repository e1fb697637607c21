// The block «Хранилище файлов»: stores of a publication, their files, search, pages, «Скачать всё» and «Отчет».
import { h, icon } from "../page/element.js"
import { fileSize } from "../page/figure.js"
import { pager } from "../page/pager.js"
import { moment } from "../time.js"
import { marked } from "./marking.js"
import { making, reportLine } from "./report_line.js"
import { texts } from "./texts.js"

const FEW = 5 // files that a folded store shows

/** Draws the stores. `shelf` knows what is unfolded, `reports` the states of reports; `all`: not only the first store is shown; `found`: words to be marked. */
export function storesView(publication, { shelf, reports, all, found }) {
  const stores = publication.stores || []
  const shown = all ? stores : stores.slice(0, 1)
  return [
    shown.map(store => storeView(store, shelf.look(store), (reports || {})["store-" + store.id], stores.length > 1, found)),
    stores.length > 1 && h("div", { class: "row more", "data-key": "all-stores" },
      h("button", { class: "btn plain", type: "button", "data-do": "stores-all", "data-id": publication.id, "aria-expanded": all ? "true" : "false" }, icon(all ? "up" : "down"), all ? texts.storesLess : texts.storesAll),
      !all && h("span", { class: "muted small" }, texts.storesMore(stores.slice(1).map(store => store.title))))]
}

function storeView(stored, look, report, several, found) {
  const id = "store-" + stored.id
  const titled = stored.title && (several || stored.title !== texts.files)
  return h("div", { class: "store", id, role: "group", "aria-label": stored.title || texts.files, "data-key": id },
    titled && h("h4", { id: id + "-title" }, stored.title),
    look.open && search(stored, look),
    look.error && failure(stored, look),
    look.slow && h("div", { class: "muted small", "data-key": "loading" }, texts.loading),
    look.files.length > 0 && h("table", { class: "files", id: id + "-files", "aria-label": texts.filesOf(stored.title), "aria-busy": look.waiting && "true", "data-key": "list" },
      h("tbody", {}, look.files.slice(0, look.open ? undefined : FEW).map(file => fileRow(stored, file, found)))),
    !look.files.length && look.answered && nothing(stored, look),
    under(stored, look), foot(stored, look, report))
}

function search(stored, look) {
  const found = look.searching && !look.waiting ? look.total ? texts.found(look.total) : texts.nothing : ""
  return h("div", { class: "row find no-print", role: "search", "aria-label": texts.searchOf(stored.title), "data-key": "find" },
    h("input", { class: "field", type: "search", name: "file", value: look.q, placeholder: texts.searchHint, "aria-label": texts.search, autocomplete: "off", maxlength: "200", "data-do": "store-search", "data-id": stored.id, "data-focus": "search-" + stored.id }),
    h("span", { class: look.total ? "muted small num" : "unseen", role: "status" }, found))
}

const failure = (stored, look) => h("div", { class: "row fail", role: "alert", "data-key": "error" }, h("span", { class: "bad" }, look.error),
  h("button", { class: "btn", type: "button", "data-do": "store-again", "data-id": stored.id, "data-home": "fold-" + stored.id }, texts.again))

const nothing = (stored, look) => h("div", { class: "empty", "data-key": "nothing" }, h("b", {}, texts.nothing), look.searching && texts.nothingNote,
  look.searching && h("div", {}, h("button", { class: "btn", type: "button", "data-do": "store-reset", "data-id": stored.id, "data-home": "search-" + stored.id }, texts.reset)))

// What leads to the rest of the list.
function under(stored, look) {
  if (stored.total <= FEW) return null
  const act = (change, attributes, ...children) => h("button", Object.assign({ type: "button", "data-do": "store-page", "data-id": stored.id, "data-page": change.page, "data-home": "fold-" + stored.id }, attributes), ...children)
  const first = (look.page - 1) * 10 + 1
  return h("div", { class: "row more", "data-key": "more" },
    h("button", { class: "btn plain", type: "button", "data-do": "store-fold", "data-id": stored.id, "data-focus": "fold-" + stored.id, "data-key": "fold", "aria-expanded": look.open ? "true" : "false", "aria-describedby": stored.title ? "store-" + stored.id + "-title" : null }, icon(look.open ? "up" : "down"), look.open ? texts.fold : texts.unfold),
    look.files.length > 0 && h("span", { class: "muted small num", role: look.open && "status", "data-key": "shown" }, look.open && !look.answered ? "" : look.open ? texts.shown(first, first + look.files.length - 1, look.total) : texts.shownFirst(Math.min(FEW, look.files.length), stored.total)),
    look.open && pager(look.page, look.pages, "page", texts.pagesOf(stored.title), act, true))
}

function foot(stored, look, report) {
  const home = "report-" + stored.id
  if (!stored.archive_href && !stored.report) return null
  return h("div", { class: "row foot-of-store", "data-key": "foot" },
    stored.archive_href && h("a", { class: "btn", href: stored.archive_href, download: "", "data-do": "archive", "data-id": stored.id, "data-key": "archive" }, icon("download"), texts.downloadAll),
    stored.archive_href && h("span", { class: "muted small num", "data-key": "size" }, look.archiving ? texts.taking : texts.archive(stored.takeable, fileSize(stored.size || 0))),
    stored.report && h("button", { class: "btn", type: "button", "data-do": "report-downloads", "data-id": stored.id, "data-focus": home, "data-key": "report-button", "aria-disabled": making(report) && "true" }, icon("table"), texts.report),
    stored.report && reportLine(report, texts.report, home))
}

const KINDS = [
  ["sheet", /\.(xlsx?|xlsm|xlsb|ods|csv)$/i], ["pdf", /\.pdf$/i], ["words", /\.(docx?|docm|odt|rtf|txt)$/i], ["slides", /\.(pptx?|odp)$/i],
  ["archive", /\.(zip|rar|7z|gz)$/i], ["picture", /\.(png|jpe?g|gif|bmp|tiff?|svg|webp)$/i], ["film", /\.(mp4|avi|mkv|mov|webm|mp3|wav)$/i],
]
const kind = name => (KINDS.find(([, endings]) => endings.test(name)) || ["file"])[0]

function fileRow(stored, file, found) {
  const link = { href: file.href, download: "", "data-do": "take", "data-id": stored.id, "data-file": file.id }
  return h("tr", { "data-key": "file-" + file.id },
    h("td", { class: "what" }, h("span", { class: "kind" }, icon(kind(file.name))), file.href ? h("a", link, marked(file.name, found)) : h("span", {}, marked(file.name, found))),
    h("td", { class: "size muted small num" }, fileSize(file.size || 0)),
    h("td", { class: "when small num" }, taken(file)),
    h("td", { class: "act" }, file.href ? h("a", Object.assign({}, link, { class: "icon", "aria-label": texts.downloadFile(file.name), title: texts.downloadFile(file.name) }), icon("download")) : h("span", { class: "icon none" }, icon("lock"))))
}

function taken(file) {
  if (!file.href) return h("span", { class: "muted" }, texts.noAccess)
  if (file.taking) return h("span", { class: "muted" }, texts.taking)
  if (file.taken_at) return h("time", { datetime: file.taken_at }, texts.downloadedAt(moment(file.taken_at)))
  return h("span", { class: "muted" }, texts.notDownloaded)
}
