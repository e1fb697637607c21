// Runs the shared tables of cases through the browser's twins; answers with the cases that came out otherwise.
import { FormulaError, coerce, fault, normal, same, show } from "/assets/forms/value.js"

const exactly = (one, other) => JSON.stringify(one) === JSON.stringify(other)
const attempt = deed => { try { return deed() } catch (error) { return { bad: error.message } } }
const alive = value => (value && value.error ? new FormulaError(value.error) : value)
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
