// The table of regions: their figures, each of them a link to its list.
import { h, icon } from "../page/element.js"
import { figure, tenths } from "../page/figure.js"
import { direction, turned } from "./query.js"
import { texts } from "./texts.js"

const COLUMNS = [["code", texts.region], ["total", texts.total], ["idle", texts.states.idle], ["work", texts.states.work], ["done", texts.states.done], ["share", texts.share]]
const STATUS = { total: "", idle: "idle", work: "work", done: "done" }
const percent = row => tenths(row.done, row.total) || "–"
const measure = { code: row => row.code, share: row => row.total ? row.done / row.total : -1, total: row => row.total, idle: row => row.idle, work: row => row.work, done: row => row.done }

/** `act` as for the list of people; `order` is one of the columns («-done» for the largest first). */
export function regionsTable(rows, order, act) {
  const key = order.replace(/^-/, ""), down = order.startsWith("-") ? -1 : 1
  const sorted = rows.slice().sort((a, b) => measure[key](a) < measure[key](b) ? -down : measure[key](a) > measure[key](b) ? down : 0)
  const sum = rows.reduce((all, row) => { for (const name in STATUS) all[name] += row[name]; return all }, { total: 0, idle: 0, work: 0, done: 0 })
  return h("table", { class: "table regions", "data-key": "regions" },
    h("thead", {}, h("tr", {}, COLUMNS.map(([name, title]) => {
      const way = direction(order, name)
      return h("th", { scope: "col", class: name === "code" ? null : "num", "aria-sort": way }, h("button", { type: "button", class: "order", "data-do": "order", "data-order": turned(order, name), "data-key": "order-" + name }, title, icon(way === "ascending" ? "up" : way ? "down" : "sort")))
    }))),
    h("tbody", {}, sorted.map(row => line(row, act)), h("tr", { class: "sum", "data-key": "sum" }, h("th", { scope: "row" }, texts.whole), counts({ ...sum, code: "" }, act))))
}

const line = (row, act) => h("tr", { "data-key": row.code }, h("th", { scope: "row" }, act({ view: "", region: row.code, status: "" }, { class: "to-list" }, row.code + " " + row.name)), counts(row, act))

const counts = (row, act) => Object.keys(STATUS).map(name => h("td", { class: "num" }, act({ view: "", region: row.code, status: STATUS[name] }, { class: "to-list num" }, figure(row[name])))).concat(h("td", { class: "num" }, percent(row)))
