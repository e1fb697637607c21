// Tabulator as the table of a sheet: headings in groups, frozen captions, edges that are dragged. The rows in it are the view's.
import { RowRenderer } from "./row_renderer.js"
import * as texts from "./texts.js"

export class TabulatorTable {
  // `columns`: Tabulator's definitions; `on`: {rows, scrolled, widths, widened(field, width)}, told of when Tabulator asks for rows, is scrolled, and has other widths.
  constructor(host, columns, rowHeight, on) { Object.assign(this, { host, columns, rowHeight, on }) }

  // Shows itself in the host, in place of all that stands there; resolves when it is whole. `filled`: whether there are any rows.
  build(filled) {
    const { host, columns, rowHeight, on } = this
    // Every column has its width, which groups of columns take theirs from: fitting would lay the page out anew for each of them.
    const given = made => made.forEach(column => column.setWidth(column.definition.width))
    window.Tabulator.extendModule("layout", "modes", { given })
    this.table = new window.Tabulator(host, {
      data: stand(filled), index: "id", height: "100%", rowHeight, layout: "given",
      renderVertical: RowRenderer.of(on), renderHorizontal: "basic", columnHeaderVertAlign: "top", keybindings: false, autoResize: false, placeholder: texts.noRows,
      columnDefaults: { headerSort: false, resizable: "header" }, columns,
    })
    // Headings are as high as their row by the style sheet: Tabulator would lay the page out anew for each of them.
    const { columnManager, rowManager } = this.table
    columnManager.verticalAlignHeaders = () => { if (!columnManager.redrawBlock) rowManager.adjustTableSize() }
    this.table.on("scrollHorizontal", on.scrolled)
    this.table.on("columnWidth", on.widths)
    this.table.on("columnResized", column => on.widened(column.getField(), column.getWidth()))
    const built = new Promise(done => this.table.on("tableBuilt", done))
    // Tabulator would wait for a timer, so that others might listen: who listens does so already.
    const make = this.table._create
    this.table._create = () => {}
    make.call(this.table)
    return built
  }

  get holder() { return this.table.rowManager.element }
  get body() { return this.table.rowManager.tableElement }
  get headHeight() { return this.table.columnManager.getElement().offsetHeight }
  get widths() { return this.table.columnManager.columnsByIndex.map(column => column.width) }

  setWidth(at, width) { this.table.columnManager.columnsByIndex[at].setWidth(width) }

  // Whether there are rows has changed, or not.
  fill(filled) { if (filled !== Boolean(this.table.getDataCount())) this.table.replaceData(stand(filled)) }

  // The place of the column, captions counted, whose edge is dragged by this element.
  edgeOf(handle) { return this.table.columnManager.columnsByIndex.findIndex(({ modules }) => modules.resize && modules.resize.handleEl === handle) }

  destroy() { this.table.destroy() }
}

// What Tabulator is told of the rows: whether there are any. All of them are the view's, and one of its own for each would cost
// time and, whenever they change, the place to which the person has scrolled.
const stand = filled => (filled ? [{ id: 0 }] : [])
