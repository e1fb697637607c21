// What the person is told after a paste, and after another window has changed the draft.
import * as texts from "./texts.js"

const NAMED = 5

// `report`: {count, bad, skipped, lostRows, lostColumns}; `range`: where it was pasted.
export const tellPasted = (desk, report, range) => {
  const { count, bad, skipped, lostRows, lostColumns } = report, text = texts.pasted(count, bad, lostRows, lostColumns, skipped)
  const deeds = [[texts.undo, () => desk.undo()]]
  if (bad) deeds.unshift([texts.show, () => desk.faults.nextIn(range)])
  if (count > 1 || bad || lostRows || lostColumns || skipped) desk.report.show(text, { deeds, level: bad || lostRows || lostColumns ? "warning" : "" })
  desk.voice.say(text)
}

// `changed`: [sheet, row, column] of each cell; none when only rows came, went or moved.
export const tellElsewhere = (desk, changed) => {
  const names = changed.slice(0, NAMED).map(([sheet, row, column]) => `${sheet.name}, ${sheet.address(sheet.rows.indexOf(row), column)}`)
  const where = names.join("; ") + (changed.length > NAMED ? "…" : "")
  const text = changed.length ? texts.elsewhere(changed.length, where) : texts.elsewhereRows
  desk.report.show(text, { lasting: true, level: "warning" })
  desk.voice.say(text)
}
