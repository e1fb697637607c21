// Column headings: groups of two or three levels made from the paths of the columns.
import { element } from "./element.js"

// Neighbours with the same beginning of the path stand in one group; titles are text, never HTML.
export const headings = (columns, leaf) => group(columns.map((column, index) => ({ path: column.path, column, index })), 0, leaf)

const group = (items, depth, leaf) => {
  const made = []
  for (let at = 0; at < items.length;) {
    const item = items[at], name = item.path[depth]
    if (depth >= item.path.length - 1) { made.push(leaf(item.column, item.index, name)); at++; continue }
    let end = at + 1
    while (end < items.length && items[end].path.length - 1 > depth && items[end].path[depth] === name) end++
    made.push({ title: name || " ", titleFormatter: () => title(name), columns: group(items.slice(at, end), depth + 1, leaf) })
    at = end
  }
  return made
}

export const title = (text, required = false, note = "") => {
  const made = element("span", { class: "title", title: note || null }, text || "")
  if (required) made.append(element("span", { class: "star", "aria-hidden": "true" }, " *"), element("span", { class: "unseen" }, ", обязательно"))
  return made
}

export const fullTitle = (column, between = ", ") => column.path.filter(Boolean).join(between)
