// Sums, counts, means, the least and the greatest; with conditions or without.
import { criterion } from "../criterion.js"
import { add } from "../number.js"
import { finish, numberOfText } from "../operand.js"
import { FormulaError } from "../value.js"
import { areaOf, attempt, checked, eachNumber, fail, isArea } from "./walking.js"

const heightOf = cells => cells.bottom - cells.top + 1
const widthOf = cells => cells.right - cells.left + 1
const alike = (one, other) => heightOf(one) === heightOf(other) && widthOf(one) === widthOf(other)

export function total(engine, args) {
  let found = 0
  eachNumber(engine, args, value => { found = add(found, value) })
  return finish(found)
}

export function mean(engine, args) {
  let found = 0, times = 0
  eachNumber(engine, args, value => { found = add(found, value); times++ })
  return times ? finish(finish(found) / times) : fail("#DIV/0!")
}

/** MIN or MAX; of no numbers, 0. */
export const extreme = choose => (engine, args) => {
  let found = null
  eachNumber(engine, args, value => { found = found === null ? value : choose(found, value) })
  return found === null ? 0 : found
}

export function totalIf(engine, args) {
  const searched = engine.clipped(areaOf(engine, args[0]))
  const matches = criterion(engine.scalar(args[1])), summed = args.length > 2 ? areaOf(engine, args[2]) : searched
  let found = 0
  engine.each(searched, (cell, row, column) => {
    if (!matches(cell)) return
    const value = checked(engine.read(summed.sheet, summed.top + row - searched.top, summed.left + column - searched.left))
    if (typeof value === "number") found = add(found, value)
  })
  return finish(found)
}

export function totalIfs(engine, args) {
  const found = search(engine, args.slice(1)), summed = areaOf(engine, args[0])
  if (!alike(summed, found.shape)) fail("#VALUE!")
  let sum = 0
  found.each((down, right) => {
    const value = checked(engine.read(summed.sheet, summed.top + down, summed.left + right))
    if (typeof value === "number") sum = add(sum, value)
  })
  return finish(sum)
}

export function count(engine, args) {
  let found = 0
  for (const tree of args) {
    const given = attempt(() => engine.argument(tree), error => error)
    if (given instanceof FormulaError) continue
    if (isArea(given)) engine.each(given, cell => { if (typeof cell === "number") found++ })
    else if (typeof given !== "string" || numberOfText(given) !== null) found++
  }
  return found
}

export function countFilled(engine, args) {
  let found = 0
  for (const tree of args) {
    const given = attempt(() => engine.argument(tree), error => error)
    if (isArea(given) && !(given instanceof FormulaError)) engine.each(given, cell => { if (cell !== null) found++ })
    else found++
  }
  return found
}

export function countBlank(engine, args) {
  const given = areaOf(engine, args[0]), clipped = engine.clipped(given)
  let found = heightOf(given) * widthOf(given) - heightOf(clipped) * widthOf(clipped)
  engine.each(clipped, cell => { if (cell === null || cell === "") found++ })
  return found
}

export function countIfs(engine, args) {
  const found = search(engine, args)
  let times = found.unseen()
  found.each(() => { times++ })
  return times
}

// Pairs of cells and a condition, all of one shape: each(see) shows by how many rows and columns the places that meet
// every condition are from the first one; unseen() says how many beyond what is in use do: empty cells may.
function search(engine, pairs) {
  const areas = pairs.filter((_, at) => at % 2 === 0).map(tree => areaOf(engine, tree))
  const tests = pairs.filter((_, at) => at % 2).map(tree => criterion(engine.scalar(tree)))
  const [shape] = areas
  if (!areas.every(cells => alike(cells, shape))) fail("#VALUE!")
  const clipped = areas.map(cells => engine.clipped(cells))
  const height = Math.max(...clipped.map(heightOf)), width = Math.max(...clipped.map(widthOf))
  const met = (cells, at, down, right) => tests[at](engine.read(cells.sheet, cells.top + down, cells.left + right))
  return {
    shape,
    each(see) {
      for (let down = 0; down < height; down++) for (let right = 0; right < width; right++) if (areas.every((cells, at) => met(cells, at, down, right))) see(down, right)
    },
    unseen: () => (tests.every(test => test(null)) ? heightOf(shape) * widthOf(shape) - height * width : 0),
  }
}
