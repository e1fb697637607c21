// Who looks at a cell: the formulas, limits and rules whose trees refer to it, found without walking the whole form.
import { columnNumber, placeKey } from "./form.js"
import { ROWS, area, references } from "./tree.js"

const NONE = []
const NARROW = 16 // columns or rows: a range no wider is kept by each of them

/**
 * The readers of a form. A reader is a reference of a tree with the rectangle of cells that have this tree:
 * {node, sheet, top, left, bottom, right, homeRow, homeColumn, cell}; `cell` is the one definition it is meant for, if any.
 */
export class Dependencies {
  constructor(calculation) {
    this.cells = new Map() // place → readers of that very cell, each with one place of its own
    this.rows = new Map()
    this.columns = new Map() // of a sheet → readers of a range, each with one place of its own
    this.wide = new Map() // sheet → all others
    calculation.sheets.forEach((filled, sheet) => this.addSheet(filled, sheet))
    for (const rule of calculation.form.rules || []) this.addRule(rule, calculation.index.get(rule.sheet))
  }

  addSheet({ definition, columns }, sheet) {
    columns.forEach(column => {
      const number = columnNumber(column.letter), pinned = !definition.free // the cells of fixed rows do not shift their trees
      this.addCell(column.cell, { sheet, top: definition.top, left: number, bottom: ROWS, right: number, homeRow: definition.top, homeColumn: number, cell: column.cell, pinned })
    })
    for (const row of definition.free ? [] : definition.rows) {
      for (const id of Object.keys(row.cells || {})) {
        const column = columns.find(one => one.id === id), number = column && columnNumber(column.letter)
        if (column) this.addCell(row.cells[id], { sheet, top: row.number, left: number, bottom: row.number, right: number, homeRow: row.number, homeColumn: number, cell: row.cells[id] })
      }
    }
  }

  addCell(cell, where) {
    if (cell.formula) this.add(cell.formula, where)
    else if (cell.limits && !cell.locked) for (const tree of [cell.limits.first, cell.limits.second]) if (tree) this.add(tree, where)
  }

  addRule({ range: [top, left, bottom, right], condition }, sheet) {
    if (sheet !== undefined) this.add(condition, { sheet, top, left, bottom, right, homeRow: top, homeColumn: left, cell: null })
  }

  add(tree, where) {
    for (const node of references(tree)) {
      if (typeof node[1] === "string") continue
      const reader = { ...where, node: where.pinned ? pinned(node) : node }
      if (where.top !== where.bottom || where.left !== where.right) this.keep(this.wide, node[1], reader)
      else this.addSingle(reader)
    }
  }

  addSingle(reader) {
    const { sheet, top, left, bottom, right } = area(reader.node, 0, 0)
    if (top === bottom && left === right) this.keep(this.cells, placeKey(sheet, top, left), reader)
    else if (bottom - top < NARROW) for (let row = top; row <= bottom; row++) this.keep(this.rows, placeKey(sheet, row, 0), reader)
    else if (right - left < NARROW) for (let column = left; column <= right; column++) this.keep(this.columns, placeKey(sheet, 0, column), reader)
    else this.keep(this.wide, sheet, reader)
  }

  keep(map, key, reader) {
    const kept = map.get(key)
    if (kept) kept.push(reader)
    else map.set(key, [reader])
  }

  /** Shows the rectangles {sheet, top, left, bottom, right, cell} of cells whose trees look at this one. */
  readers(sheet, row, column, see) {
    for (const reader of this.cells.get(placeKey(sheet, row, column)) || NONE) see(reader)
    for (const reader of this.rows.get(placeKey(sheet, row, 0)) || NONE) if (within(reader, row, column)) see(reader)
    for (const reader of this.columns.get(placeKey(sheet, 0, column)) || NONE) if (within(reader, row, column)) see(reader)
    for (const reader of this.wide.get(sheet) || NONE) {
      const rows = steps(reader.node, row, 0), columns = steps(reader.node, column, 1)
      if (!rows || !columns) continue
      const top = Math.max(reader.top, reader.homeRow + rows[0]), bottom = Math.min(reader.bottom, reader.homeRow + rows[1])
      const left = Math.max(reader.left, reader.homeColumn + columns[0]), right = Math.min(reader.right, reader.homeColumn + columns[1])
      if (top <= bottom && left <= right) see({ ...reader, top, left, bottom, right })
    }
  }
}

const pinned = node => (node[0] === "ref" ? [...node.slice(0, 4), 1, 1] : [...node.slice(0, 6), 1, 1, 1, 1])

function within({ node }, row, column) {
  const cells = area(node, 0, 0)
  return row >= cells.top && row <= cells.bottom && column >= cells.left && column <= cells.right
}

// By which steps from its home a tree comes to look at this row (axis 0) or column (axis 1): [first, last], null if by none.
function steps(node, at, axis) {
  const single = node[0] === "ref", one = node[2 + axis], other = single ? one : node[4 + axis]
  const oneFixed = node[(single ? 4 : 6) + axis], otherFixed = single ? oneFixed : node[8 + axis]
  if (oneFixed && otherFixed) return at >= Math.min(one, other) && at <= Math.max(one, other) ? [-Infinity, Infinity] : null
  if (!oneFixed && !otherFixed) return [at - Math.max(one, other), at - Math.min(one, other)]
  const fixed = oneFixed ? one : other, moving = oneFixed ? other : one // the range grows from its fixed end
  return at === fixed ? [-Infinity, Infinity] : at > fixed ? [at - moving, Infinity] : [-Infinity, at - moving]
}
