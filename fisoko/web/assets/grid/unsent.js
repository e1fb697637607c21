// Edits that have not reached the server: named on the page, and given as a file for Excel that the browser makes itself.
import { show } from "../forms/value.js"
import { element } from "./element.js"
import { fullTitle } from "./heading.js"
import * as texts from "./texts.js"

// A text that Excel would take for a formula gets an apostrophe before it.
const safe = text => (/^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d\s\u00a0]+(,\d+)?$/.test(text) ? `'${text}` : text)
const field = text => `"${safe(String(text)).replace(/"/g, '""')}"`

// Each edit as a line: where it belongs, what it holds, why it was not taken.
const lines = (workbook, records) => {
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

const addresses = (workbook, ops) => {
  const names = lines(workbook, [{ ops }]).map(([sheet, address]) => `${sheet}, ${address}`)
  const shown = Array.from(new Set(names))
  return shown.length > 5 ? `${shown.slice(0, 5).join("; ")}…` : shown.join("; ")
}

// A file for Excel of rows of texts, as a download.
export const saveTable = (rows, name) => {
  const text = "\ufeff" + rows.map(row => row.map(field).join(";")).join("\r\n") + "\r\n"
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }))
  const link = element("a", { href: url, download: name })
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), 60000)
}

export class Unsent {
  // `page`: {workbook, keeping, report}
  constructor(page) {
    this.page = page
  }

  // Names the edits that the server has refused.
  async tell() {
    const { workbook, keeping, report, missed } = this.page, records = await keeping.outbox.refused()
    missed.setHomeless(records)
    const ops = [].concat(...records.map(record => record.ops)).filter(op => !missed.homeless.some(item => item.op === op))
    if (!ops.length) return
    report.show(texts.refused(ops.length, addresses(workbook, ops)), { lasting: true, level: "error", deeds: [[texts.downloadUnsent, () => this.download()]] })
  }

  // What was left in this browser when the collection closed.
  async tellLate() {
    const { keeping, report, model } = this.page
    if (!model.account || (model.versions || []).length) return
    const count = (await keeping.late()).reduce((sum, record) => sum + record.ops.length, 0)
    if (count) report.show(texts.leftUnsent(count), { lasting: true, level: "warning", deeds: [[texts.downloadUnsent, () => this.download()]] })
  }

  async download() {
    const { workbook, keeping: { outbox } } = this.page, records = [...(await outbox.refused()), ...(await outbox.unsent())]
    saveTable([texts.unsentHead, ...lines(workbook, records)], texts.unsentFile)
  }
}
