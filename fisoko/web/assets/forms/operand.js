// What a formula calculates with: numbers, texts, booleans, nothing (null); and how one becomes another.
import { fraction, isDate, isTime, readDate, readTime, serial } from "./day.js"
import { lower, upper } from "./letters.js"
import { LARGEST, SMALLEST, TOO_MANY, read, rounded, write } from "./number.js"
import { FormulaError } from "./value.js"

const fail = code => { throw new FormulaError(code) } // an error of Excel on its way up through a formula
const BOOLEANS = { ИСТИНА: true, TRUE: true, ЛОЖЬ: false, FALSE: false }

/** A value of a cell as formulas see it; `kind` is the cell's type, without one any date or time in text is one. */
export function operand(value, kind) {
  if (typeof value === "number") return rounded(value)
  if (typeof value === "string") {
    if ((kind === undefined || kind === "date") && isDate(value)) return serial(value)
    if ((kind === undefined || kind === "time") && isTime(value)) return fraction(value)
    return value
  }
  if (value === undefined || value === null) return null
  return typeof value === "object" && !(value instanceof FormulaError) ? String(value.raw === undefined ? "" : value.raw) : value
}

/** The number of an operand; a text is read as a Russian Excel reads it. */
export function number(given) {
  if (typeof given === "number") return given
  if (given === null) return 0
  if (typeof given === "boolean") return given ? 1 : 0
  const found = numberOfText(given)
  return found === null ? fail("#VALUE!") : found
}

/** «1 234,5», «50%», «07.09.2026», «9:30» as numbers; null when the text is none. */
export function numberOfText(text) {
  const found = read(text)
  if (found === TOO_MANY) return null
  if (found !== null) return rounded(found)
  const date = readDate(text)
  if (date) return serial(date)
  const time = readTime(text)
  return time === null ? null : fraction(time)
}

/** The text of an operand, with a decimal comma. */
export function text(given) {
  if (typeof given === "string") return given
  if (given === null) return ""
  if (typeof given === "boolean") return given ? "ИСТИНА" : "ЛОЖЬ"
  return write(rounded(given))
}

/** The truth of an operand. */
export function logical(given) {
  if (typeof given !== "string") return Boolean(given)
  const found = booleanOfText(given)
  return found === undefined ? fail("#VALUE!") : found
}

/** ИСТИНА and ЛОЖЬ, in Russian or English; undefined when the text is neither. */
export const booleanOfText = word => { const key = upper(word); return Object.prototype.hasOwnProperty.call(BOOLEANS, key) ? BOOLEANS[key] : undefined }

const nothingBeside = other => (typeof other === "string" ? "" : typeof other === "boolean" ? false : 0)
const rank = given => (typeof given === "boolean" ? 2 : typeof given === "string" ? 1 : 0)
const order = (one, other) => (one === other ? 0 : one < other ? -1 : 1)

/** -1, 0 or 1: numbers (15 digits) before texts (whatever the case) before booleans; nothing is 0, "", false. */
export function compare(one, other) {
  if (one === null) one = nothingBeside(other)
  if (other === null) other = nothingBeside(one)
  const ranks = rank(one) - rank(other)
  if (ranks) return ranks < 0 ? -1 : 1
  if (typeof one === "number") return order(rounded(one), rounded(other))
  if (typeof one === "boolean") return order(one, other)
  one = lower(one)
  other = lower(other)
  return one === other ? 0 : order(one.replace(/ё/g, "е"), other.replace(/ё/g, "е")) || order(one, other)
}

/** A calculated number within Excel's range. */
export function finish(result) {
  const size = Math.abs(result)
  if (!(size <= LARGEST)) fail("#NUM!")
  return size >= SMALLEST ? result : 0
}
