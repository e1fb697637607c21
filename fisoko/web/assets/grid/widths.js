// How wide columns and captions are: as the form says, but never so narrow that a word of a heading or a choice is cut.
const PAD = 18, WIDEST_CHOICE = 240

const pen = family => {
  const context = document.createElement("canvas").getContext("2d")
  return (text, font) => {
    context.font = `${font} ${family}`
    return context.measureText(text).width
  }
}

const HEADING = "600 13px", VALUE = "14px", CAPTION = "600 14px"

// What a column of a type is full with; the sign in the corner needs no room.
const FULL = { percent: cell => `100${cell.decimals ? "," + "0".repeat(cell.decimals) : ""}%`, date: () => "00.00.0000", time: () => "00:00" }

const longestWord = (measure, text) => Math.max(0, ...String(text || "").split(/\s+|-/).map(word => measure(word, HEADING)))

const own = (measure, column) => {
  const star = column.required ? 12 : 0, choices = (column.cell.list || []).slice(0, 100).map(option => measure(option, VALUE))
  return Math.ceil(Math.max(
    column.width || 100, longestWord(measure, column.path[column.path.length - 1]) + star + PAD, Math.min(Math.max(0, ...choices), WIDEST_CHOICE) + PAD,
    FULL[column.cell.type] ? measure(FULL[column.cell.type](column.cell), VALUE) + PAD : 0))
}

// Neighbours whose paths are the same down to a depth share a heading: it must hold its longest word, too.
const widenGroups = (measure, columns, widths, depth) => {
  const under = at => columns[at].path.length - 1 > depth
  const together = (one, other) => under(one) && under(other) && columns[one].path.slice(0, depth + 1).join("\n") === columns[other].path.slice(0, depth + 1).join("\n")
  for (let start = 0, end; start < columns.length; start = end) {
    end = start + 1
    while (end < columns.length && together(start, end)) end++
    if (!under(start)) continue
    const sum = widths.slice(start, end).reduce((total, width) => total + width, 0)
    const lack = longestWord(measure, columns[start].path[depth]) + PAD - sum
    for (let at = start; at < end && lack > 0; at++) widths[at] += Math.ceil(lack / (end - start))
  }
}

export const columnWidths = (columns, family) => {
  const measure = pen(family), widths = columns.map(column => own(measure, column))
  for (let depth = 0; depth < 2; depth++) widenGroups(measure, columns, widths, depth)
  return widths
}

const WIDEST = 600, NARROWEST = 40

// As wide as the heading's longest word and what stands in the rows; `texts`: of the column, top to bottom.
export const fittingWidth = (column, texts, family) => {
  const measure = pen(family), longest = texts.reduce((most, text) => (text ? Math.max(most, measure(text, VALUE)) : most), 0)
  return Math.ceil(Math.min(WIDEST, Math.max(NARROWEST, longest + PAD, longestWord(measure, column.path[column.path.length - 1]) + (column.required ? 12 : 0) + PAD)))
}

// Captions are as wide as their texts where two fifths of the window allow, and never take more than half of a narrow one.
export const captionWidths = (sheet, family, room) => {
  const captions = sheet.captionTitles, measure = pen(family)
  const widths = captions.map(caption => Math.max(caption.width || 200, longestWord(measure, caption.title) + PAD))
  if (!sheet.free) {
    const rows = sheet.rows.slice(0, 200).map((_, row) => sheet.captionsOf(row))
    captions.forEach((_, at) => {
      const longest = rows.reduce((most, texts) => Math.max(most, measure(texts[at] || "", CAPTION)), 0) + PAD + 2
      const spare = room * 0.4 - widths.reduce((sum, width) => sum + width, 0)
      if (longest > widths[at] && spare > 0) widths[at] += Math.min(longest - widths[at], spare)
    })
  }
  const share = Math.min(1, Math.max(120, room * 0.5) / widths.reduce((sum, width) => sum + width, 0))
  return widths.map(width => Math.max(40, Math.floor(width * share)))
}
