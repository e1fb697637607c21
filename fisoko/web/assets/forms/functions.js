// The functions that a formula may call; the twin of fisoko/domain/forms/formula/functions.py, which has their arguments.
import { criterion } from "./criterion.js"
import { add, roundHalfAway, rounded } from "./number.js"
import { finish, logical, number, numberOfText } from "./operand.js"
import { FormulaError } from "./value.js"

// An argument is asked of the engine: engine.scalar(tree) is its value, engine.argument(tree) may be an area of cells;
// engine.each(area, see) shows the operands of the cells row by row. Errors are thrown.
const isArea = given => given !== null && typeof given === "object"
const checked = value => { if (value instanceof FormulaError) throw value; return value }
const attempt = (engine, tree) => { try { return engine.argument(tree) } catch (error) { if (error instanceof FormulaError) return error; throw error } }

function sum(engine, args) {
  let total = 0
  for (const tree of args) {
    const given = engine.argument(tree)
    if (!isArea(given)) total = add(total, number(given))
    else engine.each(given, cell => { if (typeof checked(cell) === "number") total = add(total, cell) })
  }
  return finish(total)
}

function sumIf(engine, args) {
  let searched = engine.argument(args[0])
  const matches = criterion(engine.scalar(args[1])), summed = args.length > 2 ? engine.argument(args[2]) : searched
  if (!isArea(searched) || !isArea(summed)) throw new FormulaError("#VALUE!")
  searched = engine.clipped(searched)
  let total = 0
  engine.each(searched, (cell, row, column) => {
    if (cell instanceof FormulaError || !matches(cell)) return
    const value = checked(engine.read(summed.sheet, summed.top + row - searched.top, summed.left + column - searched.left))
    if (typeof value === "number") total = add(total, value)
  })
  return finish(total)
}

function count(engine, args) {
  let total = 0
  for (const tree of args) {
    const given = attempt(engine, tree)
    if (given instanceof FormulaError) continue
    if (isArea(given)) engine.each(given, cell => { if (typeof cell === "number") total++ })
    else if (typeof given !== "string" || numberOfText(given) !== null) total++
  }
  return total
}

function countFilled(engine, args) {
  let total = 0
  for (const tree of args) {
    const given = attempt(engine, tree)
    if (isArea(given) && !(given instanceof FormulaError)) engine.each(given, cell => { if (cell !== null) total++ })
    else total++
  }
  return total
}

function branch(engine, args) {
  if (logical(engine.scalar(args[0]))) return engine.argument(args[1])
  return args.length > 2 ? engine.argument(args[2]) : false
}

function truths(engine, args) {
  const found = []
  for (const tree of args) {
    const given = engine.argument(tree)
    if (!isArea(given)) found.push(logical(given))
    else engine.each(given, cell => { const value = checked(cell); if (typeof value === "number" || typeof value === "boolean") found.push(Boolean(value)) })
  }
  if (!found.length) throw new FormulaError("#VALUE!")
  return found
}

const round = (engine, args) => {
  const value = number(engine.scalar(args[0])), places = number(engine.scalar(args[1]))
  return finish(roundHalfAway(rounded(value), Math.trunc(Math.max(-400, Math.min(400, places)))))
}

const isBlank = (engine, args) => {
  try { return engine.scalar(args[0]) === null } catch (error) { if (error instanceof FormulaError) return false; throw error }
}

export const TABLE = new Map([
  ["SUM", sum],
  ["SUMIF", sumIf],
  ["COUNT", count],
  ["COUNTA", countFilled],
  ["IF", branch],
  ["AND", (engine, args) => truths(engine, args).every(Boolean)],
  ["OR", (engine, args) => truths(engine, args).some(Boolean)],
  ["NOT", (engine, args) => !logical(engine.scalar(args[0]))],
  ["ROUND", round],
  ["ISBLANK", isBlank],
])
