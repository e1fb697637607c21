// The limits of a cell: whether a value keeps them, and the sentence that says what is needed.
import { fromFraction, fromSerial, showDate } from "./day.js"
import { FormulaError, operand } from "./formula.js"
import { write } from "./number.js"
import { compare, number, numberOfText, text } from "./operand.js"
import * as texts from "./texts.js"
import { references } from "./tree.js"

/** Whether what a condition came to is TRUE, or a number other than 0. */
export const holds = condition => !(condition instanceof FormulaError) && typeof condition !== "string" && Boolean(condition)

/** Whether the value is beyond the bounds of limits other than custom ones; no bounds bind nobody. */
export function broken(value, cell, limits, bounds) {
  if (!bounds) return false
  let measured = operand(value, cell.type)
  if (limits.kind === "length") measured = text(measured).length
  else if (typeof measured === "string") measured = numberOfText(measured)
  return typeof measured !== "number" || !within(measured, limits.operator, bounds)
}

/** What is needed: «Нужно целое число от 0 до 400.» */
export function sentence(cell, limits, bounds) {
  const [first, second] = bounds.map(bound => shown(bound, limits.kind, cell.type))
  const subject = texts.NEEDS[cell.type === "integer" || cell.type === "percent" ? cell.type : "decimal"]
  return texts.limits(limits.kind, limits.operator, subject, first, second)
}

/** Whether the bounds are the same for every cell and all values. */
export const constant = limits => !references(limits.first).length && !(limits.second && references(limits.second).length)

/** The bounds at a cell; null when one is empty or no number, and for custom limits, which have none. */
export function boundsOf(limits, run) {
  if (limits.kind === "custom") return null
  const pair = limits.operator === "between" || limits.operator === "notBetween"
  const first = bound(run(limits.first)), second = pair && limits.second ? bound(run(limits.second)) : null
  return first === null || (pair && second === null) ? null : [first, second]
}

function bound(value) {
  if (value === null || value instanceof FormulaError) return null
  try { return number(operand(value)) } catch (error) { if (error instanceof FormulaError) return null; throw error }
}

function within(measured, operator, [bound, other]) {
  if (other !== null) {
    const between = compare(measured, Math.min(bound, other)) >= 0 && compare(measured, Math.max(bound, other)) <= 0
    return between === (operator === "between")
  }
  const order = compare(measured, bound)
  switch (operator) {
    case "equal": return order === 0
    case "notEqual": return order !== 0
    case "greaterThan": return order > 0
    case "lessThan": return order < 0
    case "greaterThanOrEqual": return order >= 0
    default: return order <= 0
  }
}

function shown(bound, kind, type) {
  if (bound === null) return ""
  if (kind === "date") { const found = fromSerial(bound); return found ? showDate(found) : write(bound) }
  if (kind === "time") return fromFraction(bound)
  return kind === "number" && type === "percent" ? write(bound, 0, 2) + "\u00a0%" : write(bound)
}
