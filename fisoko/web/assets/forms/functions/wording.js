// Texts: their lengths and parts, counted in units of UTF-16 as Excel does, letters and conversions.
import * as letters from "../letters.js"
import { number, text } from "../operand.js"
import { formatted } from "./text_format.js"
import { fail, whole } from "./walking.js"

const LONGEST = 32767
const given = (engine, args) => text(engine.scalar(args[0]))

// Half a pair at an end is left out, since no text can have one.
const proper = part => part.replace(/^[\udc00-\udfff]/, "").replace(/[\ud800-\udbff]$/, "")

export const length = (engine, args) => given(engine, args).length
export const trim = (engine, args) => given(engine, args).split(" ").filter(Boolean).join(" ")
export const upper = (engine, args) => letters.upper(given(engine, args))
export const lower = (engine, args) => letters.lower(given(engine, args))
export const exact = (engine, args) => given(engine, args) === text(engine.scalar(args[1]))

export function left(engine, args) {
  const all = given(engine, args)
  return proper(all.slice(0, count(engine, args)))
}

export function right(engine, args) {
  const all = given(engine, args)
  return proper(all.slice(Math.max(all.length - count(engine, args), 0)))
}

export function middle(engine, args) {
  const all = given(engine, args), start = whole(engine, args[1]), length = whole(engine, args[2])
  return start < 1 || length < 0 ? fail("#VALUE!") : proper(all.slice(start - 1, start - 1 + length))
}

function count(engine, args) {
  const found = args.length > 1 ? whole(engine, args[1]) : 1
  return found < 0 ? fail("#VALUE!") : found
}

export function concatenate(engine, args) {
  const joined = args.map(tree => text(engine.scalar(tree))).join("")
  return joined.length > LONGEST ? fail("#VALUE!") : joined
}

export function value(engine, args) {
  const operand = engine.scalar(args[0])
  return typeof operand === "boolean" ? fail("#VALUE!") : number(operand)
}

export function shown(engine, args) {
  const operand = engine.scalar(args[0]), answer = formatted(operand, text(engine.scalar(args[1])))
  return answer === null ? fail("#VALUE!") : answer
}
