// Conditions, and what an operand is.
import { logical } from "../operand.js"
import { attempt, checked, fail, isArea } from "./walking.js"

export function branch(engine, args) {
  if (logical(engine.scalar(args[0]))) return engine.argument(args[1])
  return args.length > 2 ? engine.argument(args[2]) : false
}

export const orElse = (engine, args) => attempt(() => engine.scalar(args[0]), () => engine.scalar(args[1]))
export const every = (engine, args) => truths(engine, args).every(Boolean)
export const some = (engine, args) => truths(engine, args).some(Boolean)
export const negation = (engine, args) => !logical(engine.scalar(args[0]))
export const isBlank = (engine, args) => attempt(() => engine.scalar(args[0]) === null, () => false)
export const isNumber = (engine, args) => attempt(() => typeof engine.scalar(args[0]) === "number", () => false)

function truths(engine, args) {
  const found = []
  for (const tree of args) {
    const given = engine.argument(tree)
    if (!isArea(given)) found.push(logical(given))
    else engine.each(given, cell => { const value = checked(cell); if (typeof value === "number" || typeof value === "boolean") found.push(Boolean(value)) })
  }
  return found.length ? found : fail("#VALUE!")
}
