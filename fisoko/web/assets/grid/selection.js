// What is selected on a sheet: the active cell and the range it stands in, as row and column indexes.
const within = (value, top) => Math.max(0, Math.min(value, top))

export class Selection {
  constructor() {
    this.row = this.column = this.anchorRow = this.anchorColumn = this.headRow = this.headColumn = 0
  }

  get top() { return Math.min(this.anchorRow, this.headRow) }
  get bottom() { return Math.max(this.anchorRow, this.headRow) }
  get left() { return Math.min(this.anchorColumn, this.headColumn) }
  get right() { return Math.max(this.anchorColumn, this.headColumn) }
  get height() { return this.bottom - this.top + 1 }
  get width() { return this.right - this.left + 1 }
  get single() { return this.top === this.bottom && this.left === this.right }

  // Goes to a cell, or stretches the range to it.
  to(row, column, size, extend = false) {
    this.headRow = within(row, size.height - 1)
    this.headColumn = within(column, size.width - 1)
    if (!extend) {
      this.row = this.anchorRow = this.headRow
      this.column = this.anchorColumn = this.headColumn
    } else {
      this.row = this.anchorRow
      this.column = this.anchorColumn
    }
  }

  range(top, left, bottom, right) {
    this.row = this.anchorRow = top
    this.column = this.anchorColumn = left
    this.headRow = bottom
    this.headColumn = right
  }

  // The next cell inside the range: down its columns or along its rows, round and round.
  cycle(step, down) {
    const { top, left, height, width } = this
    const count = height * width
    const place = down ? (this.column - left) * height + this.row - top : (this.row - top) * width + this.column - left
    const next = (place + step + count) % count
    this.row = top + (down ? next % height : Math.floor(next / width))
    this.column = left + (down ? Math.floor(next / height) : next % width)
  }

  shift(rows) {
    this.row += rows
    this.anchorRow += rows
    this.headRow += rows
  }

  contains(row, column) {
    return row >= this.top && row <= this.bottom && column >= this.left && column <= this.right
  }

  // Each cell of the range, row by row.
  each(visit) {
    for (let row = this.top; row <= this.bottom; row++) for (let column = this.left; column <= this.right; column++) visit(row, column)
  }

  copy() {
    return Object.assign(new Selection(), this)
  }

  restore(other) {
    Object.assign(this, other)
  }
}
