// Operations laid over the values of a draft, as the server folds its log.
const place = (rows, row, after) => {
  const at = after === null || after === undefined ? 0 : rows.indexOf(after) + 1
  rows.splice(at === 0 && after ? rows.length : at, 0, row)
}

const DEEDS = {
  set: (sheet, row, column, value) => {
    if (sheet.rows && !sheet.rows.includes(row)) return
    sheet.cells[row] = { ...sheet.cells[row], [column]: value }
  },
  insert: (sheet, row, after) => {
    if (!sheet.rows) sheet.rows = []
    if (!sheet.rows.includes(row)) place(sheet.rows, row, after)
  },
  delete: (sheet, row) => {
    if (sheet.rows) sheet.rows = sheet.rows.filter(id => id !== row)
    delete sheet.cells[row]
  },
  move: (sheet, row, after) => {
    if (!sheet.rows || !sheet.rows.includes(row)) return
    sheet.rows = sheet.rows.filter(id => id !== row)
    place(sheet.rows, row, after)
  },
}

// The values with the operations done on them; what was given stays as it was.
export const folded = (values, ops) => {
  const made = { ...values }, fresh = new Set()
  for (const [deed, id, ...rest] of ops) {
    if (!fresh.has(id)) {
      const sheet = made[id] || {}
      made[id] = { ...sheet, cells: { ...sheet.cells } }
      if (sheet.rows) made[id].rows = sheet.rows.slice()
      fresh.add(id)
    }
    DEEDS[deed](made[id], ...rest)
  }
  return made
}
