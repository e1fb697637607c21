// Runs the shared tables of cases through the browser's twins; answers with the cases that came out otherwise.
import { address, positions } from "/assets/forms/form.js"
import { evaluate, operand } from "/assets/forms/formula.js"
import { FormulaError, coerce, fault, normal, same, show } from "/assets/forms/value.js"

const exactly = (one, other) => JSON.stringify(one) === JSON.stringify(other)
const attempt = deed => { try { return deed() } catch (error) { return { bad: error.message } } }
const alive = value => (value && value.error ? new FormulaError(value.error) : value)
const plain = value => (value instanceof FormulaError ? { error: value.code } : value)
const table = async name => (await fetch(`/cases/${name}.json`)).json()

export async function values() {
  const cases = await table("values"), wrong = [], ran = {}
  const try_ = (name, run) => {
    ran[name] = cases[name].length
    for (const one of cases[name]) {
      const want = one[one.length - 1], got = run(one)
      if (!exactly(got, want)) wrong.push({ name, case: one, got })
    }
  }
  try_("coerce", ([text, cell]) => coerce(text, cell))
  try_("show", ([value, cell]) => show(alive(value), cell))
  try_("fault", ([value, cell]) => fault(value, cell))
  try_("normal", ([value]) => attempt(() => normal(value)))
  try_("normal_long", ([sign, times]) => { const kept = attempt(() => normal(sign.repeat(times))); return kept.bad || null })
  try_("same", ([one, other]) => same(one, other))
  return { wrong, ran }
}

// The trees come from Python: only the server parses formulas.
export async function formulas(trees) {
  const table_ = await table("formulas"), wrong = []
  table_.cases.forEach((one, place) => {
    const lookup = sheet(table_.sheets, one.cells || {})
    const got = plain(evaluate(trees[place], lookup, one.shift || [0, 0]))
    if (!exactly(got, one.value)) wrong.push({ formula: one.formula, cells: one.cells, want: one.value, got })
  })
  return { wrong, ran: table_.cases.length }
}

/** One formula over given cells. */
export const formula = (tree, sheets, cells, shift) => plain(evaluate(tree, sheet(sheets, cells), shift))

/** One typed text: its value and how it is shown. */
export function typed(text, cell) {
  const value = coerce(text, cell)
  return [value, show(value, cell)]
}

// What the cells of a case hold; «здесь» is the sheet of its formula.
function sheet(sheets, cells) {
  const all = { ...sheets, здесь: cells }
  const lookup = (name, row, column) => operand(alive(all[name][address(row, column)]))
  lookup.bounds = name => Object.keys(all[name]).map(positions).reduce((most, place) => most.map((size, at) => Math.max(size, place[at])), [1, 1])
  return lookup
}
