// The two tables: those who have begun, and those who have not.
import { h, icon } from "../page/element.js"
import { figure } from "../page/figure.js"
import { moment } from "../time.js"
import { direction, turned } from "./query.js"
import { texts } from "./texts.js"

const MARKS = { idle: "idle", work: "work", done: "ok" }

export const stateTag = state => h("span", { class: "tag " + MARKS[state] }, texts.states[state])

const who = row => [row.card_href ? h("a", { href: row.card_href }, row.login) : row.login]
const whose = (row, columns) => [row.name, row.region && !columns.some(column => column.key === "region") && h("span", { class: "muted small under" }, row.region)]

const COLUMNS = [
  { key: "login", kind: "login num nobr", cell: who, fixed: true },
  { key: "name", kind: "name", cell: whose, fixed: true },
  { key: "region", kind: "small", cell: row => row.region || "", extra: true, regional: true },
  { key: "state", kind: "", cell: row => stateTag(row.state), fixed: true },
  { key: "term", kind: "small", cell: row => row.term || "" },
  { key: "filled", kind: "num small", cell: completeness },
  { key: "errors", kind: "num small", cell: row => figure(row.errors || 0), extra: true },
  { key: "warnings", kind: "num small", cell: row => figure(row.warnings || 0), extra: true },
  { key: "differs", kind: "small", cell: row => row.differs ? difference(row) : row.state === "done" ? texts.sameAsSubmitted : "", extra: true },
  { key: "started_at", kind: "date num small nobr", cell: row => moment(row.started_at), fixed: true },
  { key: "edited_at", kind: "date num small nobr", cell: row => moment(row.edited_at), extra: true },
  { key: "submitted_at", kind: "date num small nobr", cell: row => moment(row.submitted_at), fixed: true },
  { key: "submissions", kind: "num small", cell: row => figure(row.submissions || 0), extra: true },
  { key: "data", kind: "data", plain: true, cell: row => row.href && h("a", { class: "icon", href: row.href, "aria-label": texts.open(row.login), title: texts.open(row.login) }, icon("table")), fixed: true },
]

/** The columns that a person may hide or show, where there are `several` regions or one. */
export const choosable = several => COLUMNS.filter(column => !column.fixed && (several || !column.regional))

/** Those shown, by what was chosen: {key: true or false}, and the manual's where nothing was. */
export const chosenColumns = (chosen, several) => COLUMNS.filter(({ key, fixed, extra, regional }) => fixed || ((several || !regional) && (key in chosen ? chosen[key] : !extra)))

function completeness(row, columns) {
  if (row.required === null || row.required === undefined) return ""
  return [texts.filled(row.filled || 0, row.required) + (row.errors ? ", " : ""), row.errors ? h("span", { class: "bad nobr" }, texts.errors(row.errors)) : "",
    row.differs && !columns.some(column => column.key === "differs") ? difference(row) : ""]
}

const difference = row => h(row.href ? "a" : "span", { class: "under", href: row.href && row.href.split("?")[0] + "/difference" }, texts.differs(row.differs))

/** Those who have begun, in these columns; `act(change, name, attributes, children)` draws a control that asks for another query. */
export function startedTable(rows, query, act, columns) {
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": texts.title, "data-key": "wide" }, h("table", { class: "table", "data-key": "started" },
    h("thead", {}, h("tr", {}, columns.map(column => heading(column, query, act)))),
    h("tbody", {}, rows.map(row => h("tr", { "data-key": row.login }, columns.map(column => h("td", { class: column.kind, "data-title": texts.columns[column.key] }, column.cell(row, columns))))))))
}

function heading({ key, kind, plain }, query, act) {
  if (plain) return h("th", { scope: "col" }, texts.columns[key])
  const order = direction(query.sort, key)
  return h("th", { scope: "col", class: kind.startsWith("date") && "date", "aria-sort": order }, act({ sort: turned(query.sort, key) }, { class: "order", "data-key": "sort-" + key }, texts.columns[key], icon(order === "ascending" ? "up" : order ? "down" : "sort")))
}

/** Those who have not begun. */
export function idleTable(rows) {
  const { login, name, state } = texts.columns
  return h("table", { class: "table", "data-key": "idle" },
    h("thead", {}, h("tr", {}, [login, name, state].map(title => h("th", { scope: "col" }, title)))),
    h("tbody", {}, rows.map(row => h("tr", { "data-key": row.login }, h("td", { class: "login num nobr", "data-title": login }, who(row)), h("td", { class: "name", "data-title": name }, whose(row, [])), h("td", { "data-title": state }, stateTag("idle"))))))
}
