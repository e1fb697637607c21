// A file of edits that have not reached the server, for Excel: made in the browser, with no connection.
import { show } from "../forms/value.js"
import { element } from "./element.js"
import { fullTitle } from "./heading.js"
import * as texts from "./texts.js"

// A text that Excel would take for a formula gets an apostrophe before it.
const safe = text => (/^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d\s\u00a0]+(,\d+)?$/.test(text) ? `'${text}` : text)
const field = text => `"${safe(String(text)).replace(/"/g, '""')}"`

// Each edit as a line: where it belongs, what it holds, why it was not taken.
export const lines = (workbook, records) => {
  const made = []
  for (const { ops, reason } of records) {
    for (const op of ops) {
      const sheet = workbook.byId.get(op[1])
      if (sheet) made.push(line(sheet, op, reason || ""))
    }
  }
  return made
}

const line = (sheet, [deed, , rowId, columnId, value], reason) => {
  const row = sheet.indexOf(rowId), column = deed === "set" ? sheet.places.get(columnId) : undefined
  if (deed !== "set") return [sheet.name, row < 0 ? "" : String(sheet.number(row)), "", deed === "delete" ? texts.rowRemoved : texts.rowAdded, reason]
  const known = row >= 0 && column !== undefined
  const cell = known ? sheet.cell(row, column) : { type: "general" }
  return [sheet.name, known ? sheet.address(row, column) : "", column === undefined ? "" : fullTitle(sheet.columns[column]), show(value, cell), reason]
}

export const addresses = (workbook, ops) => {
  const names = lines(workbook, [{ ops }]).map(([sheet, address]) => `${sheet}, ${address}`)
  const shown = Array.from(new Set(names))
  return shown.length > 5 ? `${shown.slice(0, 5).join("; ")}…` : shown.join("; ")
}

export const download = (workbook, records) => {
  const rows = [texts.unsentHead, ...lines(workbook, records)], text = "\ufeff" + rows.map(row => row.map(field).join(";")).join("\r\n") + "\r\n"
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }))
  const link = element("a", { href: url, download: texts.unsentFile })
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), 60000)
}
