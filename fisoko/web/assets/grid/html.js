// Tables of the clipboard as Excel, LibreOffice, Google Sheets and web pages put them there; ours as they read it.
import { fromFraction, fromSerial, isDate, isTime, fraction, serial } from "../forms/day.js"
import { rounded } from "../forms/number.js"
import { fault } from "../forms/value.js"

const EXCEL = /content="?Microsoft Excel|urn:schemas-microsoft-com:office:excel/
const OURS = "data-fisoko"
const CUT = /(?:^|[\t\n])#{2,}(?=[\t\r\n]|$)/ // a number in a column too narrow for it
const WIDEST = 16384 // columns of Excel

/** Whether the table says more than the text beside it: exact values, cells that the text has cut or can't tell apart. */
export const tells = (table, text) => {
  if (!table || !/<table[\s>]/i.test(table) || table.includes(OURS)) return false
  return EXCEL.test(table) ? !text || CUT.test(text) || /\sx:num/i.test(table) : true
}

/** Rows of {text, exact} of the one table of a page; null when there is none, or several. */
export const parse = source => {
  // Style attributes are only read as text: the page's policy has no say in them.
  const page = new DOMParser().parseFromString(source.replace(/\sstyle=/gi, " data-style="), "text/html")
  const tables = Array.from(page.querySelectorAll("table")).filter(table => !table.parentElement.closest("table"))
  return tables.length === 1 ? rowsOf(tables[0]) : null
}

const unseen = node => /display:\s*none/i.test(node.getAttribute("data-style") || "")

// A merged cell stands in its upper left corner; the places that it covers are empty.
const rowsOf = table => {
  const made = []
  Array.from(table.rows).filter(row => !unseen(row)).forEach((row, y) => {
    const line = made[y] = made[y] || []
    let x = 0
    for (const cell of row.cells) {
      if (unseen(cell)) continue
      while (line[x]) x++
      for (let down = 0; down < Math.max(1, cell.rowSpan); down++) {
        const below = made[y + down] = made[y + down] || []
        for (let right = 0; right < cell.colSpan && x + right < WIDEST; right++) below[x + right] = down || right ? { text: "" } : held(cell)
      }
      x += cell.colSpan
    }
  })
  const height = Array.from(table.rows).filter(row => !unseen(row)).length
  return height ? made.slice(0, height).map(line => (line.length ? Array.from(line, cell => cell || { text: "" }) : [{ text: "" }])) : null
}

const held = cell => ({ text: textOf(cell), exact: exactOf(cell) })

// Line breaks of the source are spaces; <br> and paragraphs are line breaks; Excel's runs of spaces are no-break ones.
const textOf = cell => {
  const read = node => {
    if (node.nodeType === 3) return node.data.replace(/[ \t\r\n]+/g, " ")
    if (node.nodeType !== 1 || /^(?:STYLE|SCRIPT)$/.test(node.tagName) || unseen(node)) return ""
    if (node.tagName === "BR") return "\n"
    const inside = Array.from(node.childNodes, read).join("")
    if (/mso-spacerun/.test(node.getAttribute("data-style") || "")) return inside.replace(/\u00a0/g, " ")
    return /^(?:P|DIV|LI)$/.test(node.tagName) ? `${inside}\n` : inside
  }
  return Array.from(cell.childNodes, read).join("").replace(/ *\n */g, "\n").replace(/^[ \n]+|[ \n]+$/g, "")
}

// What the cell holds behind what it shows: {number} or {serial} of a date or time; undefined when that is all.
const exactOf = cell => {
  const google = cell.getAttribute("data-sheets-value"), libre = cell.getAttribute("sdval"), old = cell.getAttribute("x:num")
  if (google) return ofGoogle(google, cell.getAttribute("data-sheets-numberformat") || "")
  const number = libre !== null ? Number(libre.replace(",", ".")) : old ? Number(old) : NaN
  if (!isFinite(number)) return undefined
  const format = libre !== null ? (cell.getAttribute("sdnum") || "").split(";").slice(2).join(";") : ""
  return dated(format) ? { serial: number } : { number }
}

const ofGoogle = (value, format) => {
  try {
    const read = JSON.parse(value), kind = format ? JSON.parse(format)["1"] : 0
    if (read["1"] !== 3 || typeof read["3"] !== "number") return undefined
    return kind >= 5 && kind <= 7 ? { serial: read["3"] } : { number: read["3"] }
  } catch (_) {
    return undefined
  }
}

// Whether a number format shows a date or a time: DD.MM.YYYY, ДД.ММ.ГГГГ, HH:MM, not [RED]0,00 or "дн."0.
const dated = format => /[dmyh]|[дмгч]/i.test(format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, "").replace(/general|основной|standard/gi, ""))

/** The value of a pasted cell as its place takes it; `read(text)` takes a text. What is shown decides where both would do. */
export const meant = ({ text, exact }, cell, read) => {
  if (!exact) return read(text)
  const shown = read(text), fits = value => value !== null && fault(value, cell) === null
  if (exact.serial !== undefined) {
    const value = cell.type === "date" ? fromSerial(exact.serial) : cell.type === "time" ? fromFraction(exact.serial) : null
    return fits(value) ? value : shown
  }
  const scaled = cell.type === "percent" && !text.includes("%") ? exact.number / 100 : exact.number, number = rounded(scaled)
  const wanted = cell.type === "decimal" || cell.type === "percent" || (cell.type === "integer" && Number.isInteger(number)) || (cell.type === "general" && typeof shown === "number")
  return wanted && !cell.list && fits(number) ? number : shown
}

const escape = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;")

// The number of a value and its format, as Excel and LibreOffice take them, so that theirs is the same value with the same look.
const typed = (value, { type, decimals = 0 }) => {
  const places = decimals ? "." + "0".repeat(decimals) : ""
  if (typeof value === "number") return [value, type === "percent" ? `0${places}%` : type === "decimal" && places ? `0${places}` : ""]
  if (type === "date" && typeof value === "string" && isDate(value)) return [serial(value), "dd.mm.yyyy"]
  return type === "time" && typeof value === "string" && isTime(value) ? [fraction(value), "hh:mm"] : null
}

const td = ({ text, value, cell }) => {
  const number = typed(value, cell), lines = escape(text).replace(/\n/g, '<br style="mso-data-placement:same-cell">')
  if (!number) return text ? `<td style="mso-number-format:'\\@'" sdnum="1049;0;@">${lines}</td>` : "<td></td>"
  const [exact, format] = number, excel = format.replace(/[.:]/g, "\\$&") || "General"
  // LibreOffice reads both in the language that is named: Russian, with a comma.
  const libre = type => (type ? `1049;0;${type.includes("0") ? type.replace(".", ",") : type.toUpperCase()}` : "1049;")
  return `<td align="right" style="mso-number-format:'${excel}'" x:num="${exact}" sdval="${String(exact).replace(".", ",")}" sdnum="${libre(format)}">${lines}</td>`
}

/** Rows of {text, value, cell} as a table in which numbers and dates stay what they are, and texts stay texts. */
export const format = rows =>
  `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body><table ${OURS}>${rows.map(row => `<tr>${row.map(td).join("")}</tr>`).join("")}</table></body></html>`
