// Column headings: groups of two or three levels made from the paths of the columns.
import { element } from "./element.js"

// Neighbours with the same beginning of the path stand in one group: [{name, at}] of columns, [{name, from, to, parts}] of groups.
export const headings = columns => group(columns.map((column, at) => ({ path: column.path, at })), 0)

const group = (items, depth) => {
  const made = []
  for (let at = 0; at < items.length;) {
    const item = items[at], name = item.path[depth]
    if (depth >= item.path.length - 1) { made.push({ name, at: item.at }); at++; continue }
    let end = at + 1
    while (end < items.length && items[end].path.length - 1 > depth && items[end].path[depth] === name) end++
    made.push({ name, from: item.at, to: items[end - 1].at, parts: group(items.slice(at, end), depth + 1) })
    at = end
  }
  return made
}

// Titles are text, never HTML.
export const title = (text, required = false) => {
  const made = element("span", { class: "title" }, text || "")
  if (required) made.append(element("span", { class: "star", "aria-hidden": "true" }, "\u00a0*"), element("span", { class: "unseen" }, ", обязательно"))
  return made
}

export const fullTitle = (column, between = ", ") => column.path.filter(Boolean).join(between)
