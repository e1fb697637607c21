// Runs the shared tables of cases through the browser's twins; answers with the cases that came out otherwise.
import { createChecker } from "/assets/forms/checking.js"
import { address, cellOf, positions } from "/assets/forms/form.js"
import { evaluate, operand } from "/assets/forms/formula.js"
import { FormulaError, coerce, computed, empty, fault, normal, same, show } from "/assets/forms/value.js"

const TODAY = "2026-09-20"
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
  try_("coerce_on", ([text, cell, today]) => coerce(text, cell, today))
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
    const got = plain(evaluate(trees[place], lookup, one.shift || [0, 0], TODAY))
    if (!exactly(got, one.value)) wrong.push({ formula: one.formula, cells: one.cells, want: one.value, got })
  })
  return { wrong, ran: table_.cases.length }
}

/** One formula over given cells. */
export const formula = (tree, sheets, cells, shift) => plain(evaluate(tree, sheet(sheets, cells), shift, TODAY))

/** One typed text: its value and how it is shown. */
export function typed(text, cell) {
  const value = coerce(text, cell, TODAY)
  return [value, show(value, cell)]
}

// The last row and column of a sheet by addresses.
const used = cells => Object.keys(cells).map(positions).reduce((most, place) => most.map((size, at) => Math.max(size, place[at])), [1, 1])

// What the cells of a case hold; «здесь» is the sheet of its formula.
function sheet(sheets, cells) {
  const all = { ...sheets, здесь: cells }
  const lookup = (name, row, column) => operand(alive(all[name][address(row, column)]))
  lookup.bounds = name => used(all[name])
  return lookup
}

/** What the checker says of values of a form: findings, computed cells, completeness. */
function checked(checker, form) {
  const computed = []
  for (const { definition, ids } of checker.calculation.sheets) {
    for (const id of ids) {
      for (const column of definition.columns) {
        const row = (definition.rows || []).find(one => one.id === id)
        if (cellOf(definition, row, column).formula) computed.push([definition.id, id, column.id, plain(checker.value(definition.id, id, column.id))])
      }
    }
  }
  const { filled, required } = checker.completeness()
  return { findings: checker.findings(), computed, completeness: [filled, required] }
}

export const check = (form, values, today) => {
  const checker = createChecker(form, { today })
  checker.setValues(values)
  return checked(checker, form)
}

export async function checks() {
  const { forms, cases } = await table("checks"), wrong = []
  for (const { name, form, values, today, ...want } of cases) {
    const got = check(forms[form], values, today)
    for (const key of Object.keys(want)) if (!exactly(got[key], want[key])) wrong.push({ name, key, want: want[key], got: got[key] })
  }
  return { wrong, ran: cases.length }
}

/** Edits one by one: what the checker says at the end, kept up with each edit, and what it says of the same afresh. */
export function edited(form, values, edits) {
  const checker = createChecker(form, { today: TODAY }), present = JSON.parse(JSON.stringify(values))
  checker.setValues(values)
  checker.findings()
  for (const [sheet, row, column, value] of edits) {
    checker.set(sheet, row, column, value)
    const stored = present[sheet] || (present[sheet] = {}), cells = stored.cells || (stored.cells = {})
    if (form.sheets.find(one => one.id === sheet).free && !stored.rows.includes(row)) stored.rows.push(row)
    ;(cells[row] || (cells[row] = {}))[column] = value
  }
  return [checked(checker, form), check(form, present, TODAY), present]
}

const BATCHES = {
  text({ text, cell, value }) {
    const took = coerce(text, cell, TODAY), result = computed(value, cell.type)
    return [took, show(took, cell), fault(took, cell), fault(value, cell), show(result, cell), empty(value)]
  },
  tree({ tree, cells, shift }) {
    const lookup = (name, row, column) => operand(alive(cells[name][address(row, column)]))
    lookup.bounds = name => used(cells[name])
    return plain(evaluate(tree, lookup, shift, TODAY))
  },
  form({ form, values, edits }) {
    const checker = createChecker(form, { today: TODAY })
    checker.setValues(values)
    checker.findings()
    edits.forEach(edit => checker.set(...edit))
    const { sheets } = checker.calculation
    const found = [].concat(...sheets.map(({ definition, ids }) => [].concat(...ids.map(id => definition.columns.map(column => plain(checker.value(definition.id, id, column.id)))))))
    const { filled, required } = checker.completeness()
    return [checker.findings(), found, [filled, required]]
  },
}

/** What each of many cases comes to, as one JSON text. */
export const batch = (name, cases) => JSON.stringify(cases.map(one => attempt(() => BATCHES[name](one))))

/** How long a large form takes, in ms: all its values, one edit with its findings (the longest of many), a paste. */
export function speed(form, values, pasted) {
  const checker = createChecker(form, { today: TODAY }), clock = () => performance.now(), [sheet] = form.sheets
  checker.setValues(values)
  const times = { all: [], edit: [], paste: [] }
  const measure = (name, deed) => { const begun = clock(); deed(); checker.findings(); times[name].push(clock() - begun) }
  for (let at = 0; at < 5; at++) measure("all", () => checker.setValues(values))
  for (let at = 0; at < 100; at++) measure("edit", () => checker.set(sheet.id, sheet.rows[at * 7 % sheet.rows.length].id, sheet.columns[at % 30].id, at % 3 ? 500 : { raw: "x" }))
  for (let at = 0; at < 5; at++) measure("paste", () => checker.setValues(pasted))
  const middle = list => list.sort((one, other) => one - other)[list.length >> 1]
  return { all: middle(times.all), edit: middle(times.edit), paste: middle(times.paste), found: checker.findings().length }
}
