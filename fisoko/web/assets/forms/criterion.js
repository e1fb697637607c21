// The criterion of SUMIF and its kin: ">5", "<>", "да", "при*".
import { lower, upper } from "./letters.js"
import { rounded } from "./number.js"
import { booleanOfText, compare, numberOfText } from "./operand.js"
import { ERRORS } from "./texts.js"
import { FormulaError } from "./value.js"

const SIGN = /^(<>|<=|>=|=|<|>)?([\s\S]*)$/
const CODES = new Map(Object.entries(ERRORS).reduce((all, [code, russian]) => all.concat([[code, code], [russian, code]]), []))
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
  const error = (sign === "=" || sign === "<>") && CODES.get(upper(rest))
  if (error) return cell => (cell instanceof FormulaError && cell.code === error) === (sign === "=")
  const truth = booleanOfText(rest)
  if (truth !== undefined) return sign === "<>" ? cell => cell !== truth : cell => typeof cell === "boolean" && test(Number(cell), Number(truth))
  if (sign === "=" || sign === "<>") { const like = pattern(rest); return sign === "=" ? like : cell => !like(cell) }
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

/** What tells whether an operand is a text like this one, whatever the case: * is any signs, ? one, ~ takes it back. */
export function pattern(wanted) {
  const plain = part => (part[0] === "~" && part.length > 1 ? part.slice(1) : part).replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")
  const parts = [""]
  for (const part of lower(wanted).match(/~[*?~]|[*?]|[^*?~]+|~/g) || []) {
    if (part === "*") parts.push("")
    else parts[parts.length - 1] += part === "?" ? "[^]" : plain(part)
  }
  const last = parts.length - 1, steps = parts.map((part, at) => new RegExp((at ? "" : "^") + part + (at === last ? "$" : ""), "u"))
  return cell => typeof cell === "string" && passes(steps, lower(cell))
}

// Whether the parts between the stars are found one behind another; each at its first place, so nothing is tried again.
function passes(steps, text) {
  let rest = text
  return steps.every(step => {
    const found = step.exec(rest)
    if (found) rest = rest.slice(found.index + found[0].length)
    return found
  })
}
