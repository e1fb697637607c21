// The evaluator: a tree and what its cells hold become a value or an error, by the rules of Excel.
import { TABLE } from "./functions.js"
import { add, power, rounded } from "./number.js"
import { compare, finish, number, operand, text } from "./operand.js"
import { COLUMNS, ROWS, area } from "./tree.js"
import { FormulaError } from "./value.js"

export { FormulaError } from "./value.js"
export { operand } from "./operand.js"

const LONGEST = 32767
const fail = code => { throw new FormulaError(code) }

/**
 * The value of a formula evaluated `shift` [rows, columns] away from its home, or a FormulaError.
 * `lookup(sheet, row, column)` answers with an operand, null or a FormulaError; `lookup.bounds(sheet)` with the last
 * row and column in use.
 */
export function evaluate(tree, lookup, shift = [0, 0], today = null) {
  try {
    const result = new Evaluator(lookup, shift, today).scalar(tree)
    return result === null ? 0 : typeof result === "number" ? rounded(result) : result
  } catch (error) {
    if (error instanceof FormulaError) return error
    throw error
  }
}

class Evaluator {
  constructor(lookup, shift, today) {
    this.lookup = lookup
    this.down = shift[0]
    this.right = shift[1]
    this.today = today
  }

  scalar(tree) {
    switch (tree[0]) {
      case "num": case "str": case "bool": return tree[1]
      case "ref": return this.checked(this.cellsOf(tree))
      case "op": return OPERATIONS[tree[1]](this.scalar(tree[2]), this.scalar(tree[3]))
      case "call": return this.single(TABLE.get(tree[1])(this, tree[2]))
      case "neg": return 0 - number(this.scalar(tree[1]))
      case "percent": return finish(number(this.scalar(tree[1])) / 100)
      case "empty": return null
      case "error": return fail(tree[1])
      case "range": this.cellsOf(tree); return fail("#VALUE!")
      default: return fail("#VALUE!")
    }
  }

  // The operand, or the cells that a reference names.
  argument(tree) {
    if (tree[0] === "ref" || tree[0] === "range") return this.cellsOf(tree)
    return tree[0] === "call" ? TABLE.get(tree[1])(this, tree[2]) : this.scalar(tree)
  }

  // Shows the operands of the cells row by row; of whole columns and rows, those in use.
  each(cells, see) {
    const { sheet, top, left, bottom, right } = this.clipped(cells)
    for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) see(this.read(sheet, row, column), row, column)
  }

  clipped(cells) {
    if (cells.bottom !== ROWS && cells.right !== COLUMNS) return cells
    const [row, column] = this.lookup.bounds(cells.sheet)
    return {
      ...cells,
      bottom: cells.bottom === ROWS ? Math.max(row, cells.top) : cells.bottom,
      right: cells.right === COLUMNS ? Math.max(column, cells.left) : cells.right,
    }
  }

  read(sheet, row, column) {
    const value = this.lookup(sheet, row, column)
    return value === null || typeof value === "number" ? value : operand(value, "general")
  }

  cellsOf(node) { return area(node, this.down, this.right) || fail("#REF!") }

  single(result) { return result !== null && typeof result === "object" ? this.checked(result) : result }

  // The operand of an area of one cell.
  checked(cells) {
    if (cells.top !== cells.bottom || cells.left !== cells.right) fail("#VALUE!")
    const value = this.read(cells.sheet, cells.top, cells.left)
    if (value instanceof FormulaError) throw value
    return value
  }
}

const OPERATIONS = {
  "=": (one, other) => compare(one, other) === 0,
  "<>": (one, other) => compare(one, other) !== 0,
  "<": (one, other) => compare(one, other) < 0,
  "<=": (one, other) => compare(one, other) <= 0,
  ">": (one, other) => compare(one, other) > 0,
  ">=": (one, other) => compare(one, other) >= 0,
  "&": (one, other) => { const joined = text(one) + text(other); return joined.length > LONGEST ? fail("#VALUE!") : joined },
  "+": (one, other) => { const left = number(one); return finish(add(left, number(other))) },
  "-": (one, other) => { const left = number(one); return finish(add(left, 0 - number(other))) },
  "*": (one, other) => { const left = number(one); return finish(left * number(other)) },
  "/": (one, other) => { const left = number(one), right = number(other); return right === 0 ? fail("#DIV/0!") : finish(left / right) },
  "^": (one, other) => { const left = number(one); return finish(powerOf(left, number(other))) },
}

function powerOf(base, exponent) {
  if (base === 0 && exponent <= 0) fail(exponent === 0 ? "#NUM!" : "#DIV/0!")
  return base === 0 ? 0 : power(base, exponent)
}
