// A list of changes: where, what is there, what comes instead, and what does not fit its cell.
import { element } from "../grid/element.js"
import * as texts from "./texts.js"

const SHOWN = 300

/**
 * The table of `changes` {sheet, row, column, sheet_name, address, was, becomes, fault}; `total` is how many there are in all.
 * `about(change)`: the headings of its cell.
 */
export function changesTable(changes, total, columns, caption, about) {
  const shown = changes.slice(0, SHOWN)
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    element("table", { class: "table changes" }, element("caption", { class: "unseen" }, caption),
      element("thead", {}, element("tr", {}, ...columns.map(title => element("th", { scope: "col" }, title)))),
      element("tbody", {}, ...shown.map(change => row(change, about(change))))),
    total > shown.length && element("p", { class: "small muted" }, texts.rest(total - shown.length)))
}

const row = ({ sheet_name: sheet, address, was, becomes, fault }, headings) => element("tr", { class: fault ? "bad" : null },
  element("th", { scope: "row" }, element("span", { class: "num" }, `${sheet}, ${address}`), headings && element("div", { class: "muted small" }, headings)), value(was), value(becomes, fault))

const value = (text, fault) => element("td", {}, text ? element("span", { class: "value" }, text) : element("span", { class: "muted" }, texts.empty),
  fault && element("span", { class: "fault" }, fault))
