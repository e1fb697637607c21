// What Tabulator calls to have its rows drawn (its option `renderVertical`); they are drawn by the `lines` of the view, which come back as other rows.
export class RowRenderer {
  // A renderer of this view, as the class that Tabulator makes one of.
  static of(view) { return class extends RowRenderer { get view() { return view } } }

  constructor(table) {
    this.table = table
    this.verticalFillMode = "fill" // the holder is as high as the table without its headings
  }

  initialize() {}

  renderRows() { if (this.view.lines) this.view.lines.draw(); else this.view.begin() }

  // Tabulator has other rows, or the same again: our lines follow the sheet, not its rows.
  rerenderRows(change) {
    if (change) change()
    this.table.rowManager.checkPlaceholder()
    if (this.view.lines) this.view.lines.draw()
  }

  clearRows() {}
  scrollRows() { this.view.scrolled() }
  resize() {}
  visibleRows() { return [] } // no row of Tabulator has an element of its own
}
