// Rounding and remainders, decimal as the rest of the arithmetic.
import { add, roundHalfAway, rounded } from "../number.js"
import { finish, number } from "../operand.js"
import { fail } from "./walking.js"

const MOST = 1125900000000 // a quotient from which on Excel knows no remainder

export function roundTo(engine, args) {
  const value = number(engine.scalar(args[0])), places = number(engine.scalar(args[1]))
  return finish(roundHalfAway(rounded(value), Math.trunc(Math.max(-400, Math.min(400, places)))))
}

export const size = (engine, args) => Math.abs(number(engine.scalar(args[0])))
export const floor = (engine, args) => finish(Math.floor(rounded(number(engine.scalar(args[0])))) + 0)

/** MOD, with the sign of the divisor. */
export function remainder(engine, args) {
  const value = number(engine.scalar(args[0])), divisor = number(engine.scalar(args[1]))
  if (divisor === 0) fail("#DIV/0!")
  const quotient = value / divisor
  if (!(Math.abs(quotient) < MOST)) fail("#NUM!")
  return finish(add(value, 0 - rounded(Math.floor(rounded(quotient)) * divisor)))
}
