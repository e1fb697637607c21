// What is asked of the list: status, words, page, order; as an address or a message.

const EMPTY = { status: "", q: "", region: "", page: 1, idle_page: 1, sort: "login", term: "", fill: "", fresh: "", view: "" }

/** The facts beside the status that narrow the list. */
export const FACTS = ["term", "fill", "fresh"]

/** The query with every part present. */
export const whole = query => Object.assign({}, EMPTY, query)

/** The query after a change; whatever narrows or orders anew begins at the first page. */
export function changed(query, change) {
  const pages = "page" in change || "idle_page" in change ? {} : { page: 1, idle_page: 1 }
  return Object.assign(whole(query), pages, change)
}

/** «?status=work&q=лицей»: only what differs from the plain list. */
export function address(query) {
  const parts = Object.keys(EMPTY).filter(name => String(query[name]) !== String(EMPTY[name])).map(name => name + "=" + encodeURIComponent(query[name]))
  return parts.length ? "?" + parts.join("&") : "?"
}

const KEY = "fisoko.list"

/** Keeps for this tab how the list at `path` was narrowed, for «Закрыть» of a participant's data. */
export function remember(path, query) {
  try { sessionStorage.setItem(KEY, path + address(query)) } catch (_) { /* forbidden: the whole list opens then */ }
}

/** The address to return to: `path`, narrowed as it was when this tab left it. */
export function remembered(path) {
  let kept = null
  try { kept = sessionStorage.getItem(KEY) } catch (_) { /* forbidden */ }
  return kept && kept.startsWith(path + "?") ? kept.replace(/\?$/, "") : path
}

/** The order after a click on a heading: ascending at first, then turned. */
export const turned = (sort, key) => sort === key ? "-" + key : key

/** The value of aria-sort of a column. */
export const direction = (sort, key) => sort === key ? "ascending" : sort === "-" + key ? "descending" : null
