// The criterion of SUMIF and its kin: ">5", "<>", "да", "при*".
import { rounded } from "./number.js"
import { booleanOfText, compare, numberOfText } from "./operand.js"

const SIGN = /^(<>|<=|>=|=|<|>)?([\s\S]*)$/
const TESTS = { "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b, "=": (a, b) => a === b, "<>": (a, b) => a !== b }

/** What tells whether a cell's operand meets the criterion. */
export function criterion(given) {
  if (given === null) given = 0
  if (typeof given === "boolean") return cell => cell === given
  if (typeof given === "number") return ofNumber("=", rounded(given))
  const match = SIGN.exec(given), rest = match[2]
  if (!rest) return ofNothing(match[1])
  const sign = match[1] || "=", test = TESTS[sign], found = numberOfText(rest)
  if (found !== null) return ofNumber(sign, found)
  const truth = booleanOfText(rest)
  if (truth !== undefined) return sign === "<>" ? cell => cell !== truth : cell => typeof cell === "boolean" && test(Number(cell), Number(truth))
  if (sign === "=" || sign === "<>") return ofPattern(rest, sign === "=")
  return cell => typeof cell === "string" && test(compare(cell, rest), 0)
}

function ofNothing(sign) {
  if (sign === undefined) return cell => cell === null || cell === ""
  if (sign === "=") return cell => cell === null
  return sign === "<>" ? cell => cell !== null : () => false
}

function ofNumber(sign, wanted) {
  if (sign !== "=" && sign !== "<>") return cell => typeof cell === "number" && TESTS[sign](cell, wanted)
  const equal = cell => (typeof cell === "string" ? numberOfText(cell) === wanted : typeof cell === "number" && cell === wanted)
  return sign === "=" ? equal : cell => !equal(cell)
}

function ofPattern(pattern, wanted) {
  const parts = pattern.toLowerCase().match(/~[*?~]|[*?]|[^*?~]+|~/g)
  const plain = part => (part[0] === "~" && part.length > 1 ? part.slice(1) : part).replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")
  const regular = new RegExp("^" + parts.map(part => (part === "*" ? "[^]*" : part === "?" ? "[^]" : plain(part))).join("") + "$", "u")
  return cell => (typeof cell === "string" && regular.test(cell.toLowerCase())) === wanted
}
