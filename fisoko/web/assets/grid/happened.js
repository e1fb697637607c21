// What the person is told after a paste, and after another window has changed the draft.
import { clockTime } from "../time.js"
import * as texts from "./texts.js"

const NAMED = 5, FLASH = 6000

const where = cells => cells.slice(0, NAMED).map(([sheet, row, column]) => `${sheet.name}, ${sheet.address(sheet.rows.indexOf(row), column)}`).join("; ") + (cells.length > NAMED ? "…" : "")

// Cells that a step back has left alone, as another window has changed them since.
export const tellKept = (desk, cells) => {
  const text = texts.keptElsewhere(cells.length, where(cells))
  desk.report.show(text, { level: "warning", lasting: true })
  desk.voice.say(text)
}

// `report`: {count, bad, skipped, lostRows, lostColumns}; `range`: where it was pasted.
export const tellPasted = (desk, report, range) => {
  const { count, bad, skipped, lostRows, lostColumns } = report, text = texts.pasted(count, bad, lostRows, lostColumns, skipped)
  const deeds = [[texts.undo, () => desk.undo()]]
  if (bad) deeds.unshift([texts.show, () => desk.faults.nextIn(range)])
  if (count > 1 || bad || lostRows || lostColumns || skipped) desk.report.show(text, { deeds, level: bad || lostRows || lostColumns ? "warning" : "" })
  desk.voice.say(text)
}

// `changed`: [sheet, row, column] of each cell; none when only rows came, went or moved. `changes`: the batches that did it.
export const tellElsewhere = (desk, changed, changes) => {
  const { marks, keeping, pane, report, voice } = desk, at = new Map()
  let last = ""
  for (const { window, saved_at: time, ops } of changes) {
    if (window === keeping.window) continue
    last = time
    ops.forEach(([, sheet, row, column]) => at.set(marks.key(sheet, row, column), time))
  }
  const clock = time => clockTime(time).slice(0, 5), flashed = []
  for (const [sheet, row, column] of changed) {
    const key = marks.key(sheet.id, row.id, sheet.columns[column].id)
    const told = { time: clock(at.get(key) || last || new Date(desk.clock.now()).toISOString()), fresh: true }
    marks.elsewhere.set(key, told)
    flashed.push(told)
  }
  pane.repaint()
  desk.hint.show(pane)
  setTimeout(() => { flashed.forEach(told => { told.fresh = false }); pane.repaint() }, FLASH)
  const text = changed.length ? texts.elsewhere(changed.length, where(changed), clock(last)) : texts.elsewhereRows
  report.show(text, { lasting: true, level: "warning" })
  voice.say(text)
}
