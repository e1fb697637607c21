// Looking up: only what is exactly the same is found.
import { pattern } from "../criterion.js"
import { rounded } from "../number.js"
import { areaOf, checked, fail, whole } from "./walking.js"

export function lookUp(engine, args) {
  const wanted = engine.scalar(args[0]), table = areaOf(engine, args[1]), column = whole(engine, args[2])
  if (column < 1) fail("#VALUE!")
  if (column > table.right - table.left + 1) fail("#REF!")
  const at = placeOf(engine, wanted, { ...table, right: table.left })
  return checked(engine.read(table.sheet, table.top + at, table.left + column - 1))
}

/** INDEX; 0 is the whole row or column, one number counts along a single row. */
export function index(engine, args) {
  let cells = areaOf(engine, args[0]), row = whole(engine, args[1]), column
  const rows = cells.bottom - cells.top + 1, columns = cells.right - cells.left + 1
  if (args.length > 2) column = whole(engine, args[2])
  else {
    if (rows > 1 && columns > 1 && row) fail("#REF!")
    ;[row, column] = rows === 1 ? [0, row] : [row, 0]
  }
  if (row < 0 || column < 0) fail("#VALUE!")
  if (row > rows || column > columns) fail("#REF!")
  const top = cells.top + row - 1, left = cells.left + column - 1
  if (row) cells = { ...cells, top, bottom: top }
  return column ? { ...cells, left, right: left } : cells
}

export function match(engine, args) {
  const wanted = engine.scalar(args[0]), cells = areaOf(engine, args[1])
  return cells.top !== cells.bottom && cells.left !== cells.right ? fail("#N/A") : placeOf(engine, wanted, cells) + 1
}

// Which of the cells (from 0) is the first to hold what is wanted.
function placeOf(engine, wanted, given) {
  const same = sameAs(wanted), { sheet, top, left, bottom, right } = engine.clipped(given)
  let at = 0
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++, at++) {
      if (same(engine.read(sheet, row, column))) return at
    }
  }
  return fail("#N/A")
}

function sameAs(wanted) {
  if (typeof wanted === "string") return pattern(wanted)
  const found = typeof wanted === "boolean" ? wanted : rounded(wanted || 0)
  return cell => cell === found
}
