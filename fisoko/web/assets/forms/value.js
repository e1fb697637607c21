// A value of a cell: what a person types becomes one, it is shown, judged against its cell, and checked before sending.
import { fromFraction, fromSerial, isDate, isTime, lacks, readTime, showDate, typedDate } from "./day.js"
import { DIGITS, LARGEST, SMALLEST, TOO_MANY, parts, read as readNumber, spaced, trim, write } from "./number.js"
import * as texts from "./texts.js"

const LONGEST = 32767 // signs of a text, as Excel counts them: in units of UTF-16
const YES = ["да", "истина", "true", "1"]
const NO = ["нет", "ложь", "false", "0"]
const CODE = /^(?:\+|[-−]?0[0-9])/ // phones and codes: a plus or a leading zero would be lost
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?:[^\ud800-\udbff]|^)[\udc00-\udfff]/

/** A value that cannot be stored; its message is a sentence for the person. */
export class BadValue extends Error {}

/** What a formula came to when it came to no value: an error of Excel by its English code, or #CIRC! for a circle. */
export class FormulaError {
  constructor(code) { this.code = code }
}

const isRaw = value => value !== null && typeof value === "object" && "raw" in value
const lines = text => text.replace(/\r\n?/g, "\n")
const nothing = value => value === null || value === undefined || value === ""

/**
 * The value of a typed or pasted text by the rules of a Russian Excel; {raw: text} when it does not fit.
 * `today` ("2026-09-20") gives a date typed without a year its year; where it is not given such a text is no date.
 */
export function coerce(typed, cell, today = null) {
  let text = String(typed).normalize("NFC"), bare = trim(text)
  if (!bare) return null
  if (cell.list) {
    const option = optionOf(bare, cell)
    text = bare = option === undefined ? bare : option
    if (cell.type === "text" && option !== undefined) return option
  }
  const value = cell.type === "date" ? typedDate(bare, today) : read(text, bare, cell.type)
  return value === null ? { raw: text } : value
}

const spelled = new WeakMap() // list → its options by their words in small letters, the first of those alike

function optionOf(bare, { list }) {
  if (!spelled.has(list)) spelled.set(list, new Map(list.slice().reverse().map(option => [trim(spaced(option)).toLowerCase(), option])))
  return spelled.get(list).get(spaced(bare).toLowerCase())
}

function read(text, bare, kind) {
  if (kind === "text") return lines(text)
  if (kind === "general") return general(text, bare)
  if (kind === "time") return readTime(bare)
  if (kind === "boolean") {
    const word = bare.toLowerCase()
    return YES.includes(word) ? true : NO.includes(word) ? false : null
  }
  const percent = kind === "percent" && !bare.endsWith("%") ? bare + "%" : bare
  const found = readNumber(percent, { dot: true, percent: kind !== "integer" })
  if (found === TOO_MANY || found === null) return null
  return kind === "integer" && !(Number.isInteger(found) && Math.abs(found) < 1e21) ? null : found
}

// A number where it looks like one and nothing of it would be lost; else the text.
function general(text, bare) {
  if (!CODE.test(bare) && bare.replace(/[^0-9]/g, "").length <= DIGITS) {
    const found = readNumber(bare, { exponent: false, percent: false })
    if (found !== null) return found
  }
  return lines(text)
}

/** The value as the page writes it; nothing that it holds is left out, so that it can be read back. */
export function show(value, cell) {
  if (nothing(value)) return ""
  if (typeof value === "boolean") return value ? "да" : "нет"
  if (typeof value === "number") {
    if (cell.type === "percent") return write(value, cell.decimals || 0, 2) + "%"
    return write(value, cell.type === "decimal" ? cell.decimals || 0 : 0)
  }
  if (value instanceof FormulaError) return texts.ERRORS[value.code]
  if (typeof value === "object") return String(nothing(value.raw) ? "" : value.raw)
  return cell.type === "date" && isDate(value) ? showDate(value) : value
}

/** Why the value is not of its cell's type: «Нужно целое число»; null when it is, or when there is none. */
export function fault(value, cell) {
  if (nothing(value) || fits(value, cell.type)) return null
  if (isRaw(value) && (cell.type === "integer" || cell.type === "decimal" || cell.type === "percent") && readNumber(value.raw, { dot: true }) === TOO_MANY) return texts.TOO_MANY_DIGITS
  const lacking = cell.type === "date" && lacks(isRaw(value) ? String(value.raw) : typeof value === "string" ? value : "")
  return lacking ? texts.LACKS[lacking] : texts.NEEDS[cell.type]
}

function fits(value, kind) {
  if (typeof value === "object") return false
  if (kind === "text" || kind === "general") return true
  if (typeof value === "boolean") return kind === "boolean"
  if (typeof value === "number") return kind === "decimal" || kind === "percent" || (kind === "integer" && Number.isInteger(value))
  return (kind === "date" && isDate(value)) || (kind === "time" && isTime(value))
}

/** The value as it is stored: text in NFC. Throws BadValue with a sentence for the person. */
export function normal(value) {
  if (value === null || value === undefined || typeof value === "boolean") return value === undefined ? null : value
  if (typeof value === "number") return normalNumber(value)
  if (typeof value === "string") return normalText(value) || null
  if (typeof value === "object" && !Array.isArray(value) && Object.keys(value).join() === "raw" && typeof value.raw === "string") {
    const text = normalText(value.raw)
    return text ? { raw: text } : null
  }
  throw new BadValue(texts.BAD_SHAPE)
}

function normalNumber(value) {
  const size = Math.abs(value)
  if (Number.isInteger(value) && size < 1e15) return value + 0 // at most 15 digits
  if (!isFinite(value) || size > LARGEST || (size > 0 && size < SMALLEST)) throw new BadValue(texts.BAD_NUMBER)
  if (parts(value)[1].length > DIGITS) throw new BadValue(texts.BAD_DIGITS)
  return value + 0
}

function normalText(value) {
  if (LONE.test(value) || value.includes("\0")) throw new BadValue(texts.BAD_SIGN)
  const text = value.normalize("NFC")
  if (value.length > LONGEST || text.length > LONGEST) throw new BadValue(texts.BAD_LENGTH)
  return text
}

/** Whether two values are one and the same; no value and an empty text are. */
export function same(one, other) {
  if (nothing(one) || nothing(other)) return nothing(one) && nothing(other)
  return one === other || (isRaw(one) && isRaw(other) && one.raw === other.raw)
}

/** Whether nothing has been filled in; spaces alone are nothing. */
export const empty = value => nothing(value) || (typeof value === "string" && !trim(value))

/** A number that a formula came to as a value of its cell: dates and times in their own shape. */
export function computed(value, kind) {
  if (typeof value !== "number") return value
  if (kind === "date") return fromSerial(value) || value
  return kind === "time" ? fromFraction(value) : value
}
