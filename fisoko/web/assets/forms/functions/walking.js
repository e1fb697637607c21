// What functions share: how arguments are walked. An argument is asked of the engine: engine.scalar(tree) is its value,
// engine.argument(tree) may be an area of cells; engine.each(area, see) shows the operands of the cells row by row.
import { rounded } from "../number.js"
import { number } from "../operand.js"
import { FormulaError } from "../value.js"

export const fail = code => { throw new FormulaError(code) } // an error of Excel on its way up through a formula
export const isArea = given => given !== null && typeof given === "object"
export const checked = value => { if (value instanceof FormulaError) throw value; return value }

/** What `deed` comes to; `otherwise()` when that is an error of Excel. */
export function attempt(deed, otherwise) {
  try { return deed() } catch (error) { if (error instanceof FormulaError) return otherwise(error); throw error }
}

/** Shows the numbers of all arguments: of cells only what is a number, else whatever can be read as one. */
export function eachNumber(engine, args, see) {
  for (const tree of args) {
    const given = engine.argument(tree)
    if (!isArea(given)) see(number(given))
    else engine.each(given, cell => { if (typeof checked(cell) === "number") see(cell) })
  }
}

/** The cells that an argument names. */
export function areaOf(engine, tree) {
  const given = engine.argument(tree)
  return isArea(given) ? given : fail("#VALUE!")
}

/** The whole part of an argument's number, within ±10 000 000. */
export const whole = (engine, tree) => Math.trunc(Math.max(-1e7, Math.min(1e7, rounded(number(engine.scalar(tree)))))) + 0
