// The number formats that TEXT knows, as a Russian Excel writes them: «0,00», «# ##0», «0%», «ДД.ММ.ГГГГ», «чч:мм».
// The twin of fisoko/domain/forms/formula/text_format.py.
import { calendar } from "../day.js"
import { parts, roundHalfAway, rounded } from "../number.js"
import { numberOfText, text } from "../operand.js"

const GENERAL = ["general", "основной"]
const GROUP = "\u00a0" // between thousands, as a Russian Excel writes it
const LETTERS = { д: "d", м: "m", г: "y", ч: "h", с: "s" }
const PIECE = /"[^"]*"|\\[^]|([dmyhs]|[дмгчс])\1*|[0#,%@]|[-+():. \u00a0]/iuy
const NUMBER = /^([#0]+(?:[ \u00a0][#0]+)*)(?:(,)(0*#*))?$/
const COUNTS = { d: [1, 2], m: [1, 2], n: [1, 2], h: [1, 2], s: [1, 2], y: [2, 4] }

const unit = piece => { const sign = piece[0].toLowerCase(); return LETTERS[sign] || sign }
const literal = piece => (piece[0] === '"' ? piece.slice(1, -1) : piece[0] === "\\" ? piece.slice(1) : piece)
const isDigit = piece => piece === "0" || piece === "#"

/** The text of an operand in a format; null for a format outside the list and for what is no date. */
export function formatted(given, pattern) {
  const format = readFormat(pattern)
  if (format === null) return null
  let value = typeof given === "string" ? numberOfText(given) : given
  if (typeof given === "boolean" || (value === null && given !== null)) return text(given)
  value = rounded(value || 0)
  if (!format.pieces.length) return ""
  if (format.general) return text(typeof given === "string" && pattern === "@" ? given : value)
  return format.digits ? numberIn(value, format) : moment(value, format.pieces)
}

function readFormat(pattern) {
  if (!pattern) return { pieces: [] }
  if (pattern === "@" || GENERAL.includes(pattern.toLowerCase())) return { pieces: [["general"]], general: true }
  const pieces = []
  for (let at = 0; at < pattern.length;) {
    PIECE.lastIndex = at
    const match = PIECE.exec(pattern)
    if (!match) return null
    pieces.push(match[0])
    at += match[0].length
  }
  const kinds = new Set(pieces.map(unit)), has = signs => Array.from(signs).some(sign => kinds.has(sign))
  if (has("0#")) return has("dmyhs@.:") ? null : readNumber(pieces)
  return has(",%@") || !has("dmyhs") ? null : readMoment(pieces)
}

function readNumber(pieces) {
  const first = pieces.findIndex(isDigit)
  let last = pieces.length - 1
  while (!isDigit(pieces[last])) last--
  if (pieces[last + 1] === ",") last++ // a comma behind the last digit shows even where there are no decimals
  const match = NUMBER.exec(pieces.slice(first, last + 1).join(""))
  const around = pieces.slice(0, first).concat(pieces.slice(last + 1)), hundredfold = around.includes("%")
  if (!match || around.includes(",") || around.filter(piece => piece === "%").length > 1) return null
  const whole = match[1].replace(/[ \u00a0]/g, ""), fraction = match[3] || ""
  const least = whole.includes("0") ? whole.length - whole.indexOf("0") : 0
  const made = around.map(piece => ["literal", literal(piece)])
  made.splice(first, 0, ["number", match[2] || ""])
  return { pieces: made, digits: [least, fraction.replace(/#/g, "").length, fraction.length], grouped: whole.length < match[1].length, hundredfold }
}

function readMoment(pieces) {
  const made = pieces.map(piece => (unit(piece) in COUNTS ? [unit(piece), piece.length] : ["literal", literal(piece)]))
  const units = made.filter(([kind]) => kind !== "literal"), kinds = units.map(([kind]) => kind)
  units.forEach((one, at) => { if (one[0] === "m" && (kinds[at - 1] === "h" || kinds[at + 1] === "s")) one[0] = kinds[at] = "n" }) // minutes
  return units.every(([kind, count]) => COUNTS[kind].includes(count)) ? { pieces: made } : null
}

function numberIn(value, { pieces, digits: [least, fewest, most], grouped, hundredfold }) {
  const shift = hundredfold ? 2 : 0, [, digits, at] = parts(roundHalfAway(Math.abs(value), most + shift)), point = at + shift
  let whole = point > 0 ? digits.slice(0, point).padEnd(point, "0") : ""
  const fraction = digits ? (point > 0 ? digits.slice(point) : "0".repeat(-point) + digits) : ""
  whole = whole.padStart(least, "0")
  if (grouped) whole = whole.replace(/([0-9])(?=(?:[0-9]{3})+$)/g, "$1" + GROUP)
  const shown = pieces.map(([kind, made]) => (kind === "number" ? whole + made + fraction.padEnd(fewest, "0") : made)).join("")
  return value < 0 && digits ? "-" + shown : shown
}

function moment(value, pieces) {
  const all = Math.floor((value - Math.floor(value)) * 86400 + 0.5), date = calendar(Math.floor(value) + Math.floor(all / 86400)), seconds = all % 86400
  if (!date) return null
  const units = { y: date[0], m: date[1], d: date[2], h: Math.floor(seconds / 3600), n: Math.floor(seconds / 60) % 60, s: seconds % 60 }
  return pieces.map(([kind, made]) => (kind === "literal" ? made : String(units[kind] % (made > 2 ? 10000 : 100)).padStart(made, "0"))).join("")
}
