// Many changes that the server has named become one deed of the person, which one undo takes back.

/**
 * Puts the changes into the workbook of the page.
 * `added`: how many rows come to each sheet, called "+1", "+2" in `cells`; `removed`: the rows that go;
 * `order`: the rows of a sheet as they are to stand, where new ones do not simply come last.
 */
export function applyChanges(desk, { added = {}, removed = {}, order = {}, cells }, deed) {
  const { workbook, pane, deeds } = desk, changes = [], rows = new Map()
  const key = (sheet, row) => `${sheet.id} ${row}`
  for (const sheet of workbook.sheets) {
    sheet.filledRows.forEach(row => rows.set(key(sheet, row.id), row))
    const gone = new Set(removed[sheet.id])
    for (const row of sheet.filledRows) if (gone.has(row.id)) changes.push(deeds.remove(sheet, row))
    const count = added[sheet.id] || 0, left = sheet.filledRows.length - gone.size
    const places = order[sheet.id] || []
    for (let at = 1; at <= count; at++) {
      const row = sheet.freshRow(), place = places.indexOf(`+${at}`)
      rows.set(key(sheet, `+${at}`), row)
      changes.push(deeds.insert(sheet, row, place < 0 ? left + at - 1 : Math.min(place, left + at - 1)))
    }
  }
  for (const [id, rowId, columnId, value] of cells) {
    const sheet = workbook.byId.get(id), row = sheet && rows.get(key(sheet, rowId)), column = sheet && sheet.places.get(columnId)
    if (row && column !== undefined) changes.push(deeds.set(sheet, row, column, value))
  }
  pane.commit()
  pane.put(changes, deed)
}
