// All the keys of the table, in a window.
import { Dialog } from "../dialog.js"
import { element } from "../element.js"
import * as texts from "./texts.js"

// «Ctrl+C, Ctrl+V» with each combination set as keys; words stay words.
const KEY = /(?:(?:Ctrl|Shift|Alt)\+)*(?:Ctrl|Shift|Alt|Enter|Tab|Delete|Backspace|Esc|Home|End|PageUp|PageDown|Пробел|F\d|[A-Z↑↓;=−](?![a-z]|[а-я]))/g

const keys = text => {
  const made = []
  let end = 0
  for (const hit of text.matchAll(KEY)) {
    made.push(text.slice(end, hit.index), element("kbd", {}, hit[0]))
    end = hit.index + hit[0].length
  }
  return element("td", {}, ...made, text.slice(end))
}

const group = ([title, lines]) => [
  element("h3", {}, title),
  element("table", { class: "keys" },
    element("thead", { class: "unseen" }, element("tr", {}, element("th", { scope: "col" }, texts.keyHead), element("th", { scope: "col" }, texts.deedHead))),
    element("tbody", {}, ...lines.map(([what, deed]) => element("tr", {}, keys(what), element("td", {}, deed))))),
]

export const showHelp = root => {
  const dialog = new Dialog(root, texts.help, { kind: "help" })
  const columns = texts.KEYS.map(one => element("section", {}, ...group(one)))
  dialog.body.setAttribute("tabindex", "0") // it scrolls by keys
  dialog.body.append(element("p", {}, texts.helpLead), element("div", { class: "columns" }, ...columns))
  return dialog.open()
}
