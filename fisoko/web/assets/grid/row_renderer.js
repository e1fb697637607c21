// What Tabulator calls to have its rows drawn (its option `renderVertical`): none of them has an element of Tabulator's own.
export class RowRenderer {
  // A renderer that tells `on`: {rows, scrolled}; the class that Tabulator makes one of.
  static of(on) { return class extends RowRenderer { get on() { return on } } }

  constructor(table) {
    this.table = table
    this.verticalFillMode = "fill" // the holder is as high as the table without its headings
  }

  initialize() {}

  renderRows() { this.on.rows() }

  // Tabulator has other rows, or the same again: lines follow the sheet, not its rows.
  rerenderRows(change) {
    if (change) change()
    this.table.rowManager.checkPlaceholder()
    this.on.rows()
  }

  clearRows() {}
  scrollRows() { this.on.scrolled() }
  resize() {}
  visibleRows() { return [] }
}
