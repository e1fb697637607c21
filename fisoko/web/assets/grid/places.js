// Where cells stand: arithmetic over widths and heights, as a cell that is asked about may not be drawn yet.
export class Places {
  // Set by the view: `sheet`, `holder` (what scrolls), `frozen` (width of the captions), `headHeight`, `rowHeight`, `room` (what is in sight), in px.
  constructor() {
    this.left = []
    this.wide = []
  }

  place(row, column) {
    return { x: this.left[column], y: row * this.rowHeight, width: this.wide[column], height: this.rowHeight }
  }

  area({ top, left, bottom, right }) {
    const from = this.place(top, left), to = this.place(bottom, right)
    return { x: from.x, y: from.y, width: to.x + to.width - from.x, height: to.y + to.height - from.y }
  }

  // A cell in the coordinates of the host, as the person sees it.
  seen(row, column) {
    const place = this.place(row, column)
    return { ...place, x: place.x - this.holder.scrollLeft, y: place.y + this.headHeight - this.holder.scrollTop }
  }

  reveal(row, column) {
    const { holder, room, frozen } = this, { x, y, width, height } = this.place(row, column), { scrollTop, scrollLeft } = holder
    if (y < scrollTop) holder.scrollTop = y
    else if (y + height > scrollTop + room.height) holder.scrollTop = y + height - room.height
    if (x - frozen < scrollLeft) holder.scrollLeft = x - frozen
    else if (x + width > scrollLeft + room.width) holder.scrollLeft = Math.min(x - frozen, x + width - room.width)
  }

  get page() { return Math.max(1, Math.floor(this.room.height / this.rowHeight) - 1) }

  // The column one screen to the right (`step` 1) or to the left (-1) of a column.
  turned(column, step) {
    const room = this.room.width - this.frozen, far = this.left[column] + step * room
    let at = column
    while (this.left[at + step] !== undefined && at + step < this.sheet.width && (step > 0 ? this.left[at + step] <= far : this.left[at + step] >= far)) at += step
    return at === column ? column + step : at
  }

  // Which cell lies under a point of the screen; column -1 are the captions, row -1 the headings; out of bounds is cut.
  locate(clientX, clientY) {
    const box = this.holder.getBoundingClientRect()
    const x = clientX - box.left, y = clientY - box.top + this.holder.scrollTop
    const row = clientY < box.top ? -1 : Math.min(Math.floor(y / this.rowHeight), this.sheet.height - 1)
    if (x < this.frozen) return { row, column: -1 }
    let column = 0
    while (column < this.sheet.width - 1 && x + this.holder.scrollLeft >= this.left[column + 1]) column++
    return { row, column }
  }
}
