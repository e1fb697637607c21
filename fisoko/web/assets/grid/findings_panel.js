// What stands in the way of submitting: errors, each a link to its cell, and warnings that want an explanation.
import { Dialog } from "./dialog.js"
import { element } from "./element.js"
import * as texts from "./texts.js"

const SHOWN = 200, SHORTEST = 10

const where = finding => (finding.sheet_name ? `${finding.sheet_name}, ${finding.address}` : finding.address)

// What is wrong in which cell; `faults`: {go(finding), about(finding)}.
const words = (finding, faults) => [element("b", { class: "num" }, where(finding)), element("span", {}, finding.text, element("small", { class: "muted" }, faults.about(finding)))]

// A list of errors, each leads to its cell; without connection that is said first.
export const showErrors = (root, findings, faults, offline = false) => {
  const dialog = new Dialog(root, texts.cannotSubmit)
  const rows = findings.slice(0, SHOWN).map(finding => element("li", {}, element("button", {
    type: "button", class: "finding", onclick: () => { dialog.close(); faults.go(finding) },
  }, ...words(finding, faults))))
  const rest = findings.length - SHOWN
  dialog.body.append(offline ? element("p", { class: "fault", role: "status" }, texts.offlineToo) : "", element("p", {}, texts.fixFirst(findings.length)), element("ul", { class: "findings" }, ...rows), rest > 0 ? element("p", {}, texts.more(rest)) : "")
  return dialog.open()
}

export const explanationKey = finding => `${finding.rule || finding.kind}@${finding.sheet}!${finding.address}`

// Warnings: `done(explanations)` when each has its explanation; `written` keeps them while one looks at a cell.
export const askExplanations = (root, findings, written, faults, done) => {
  const dialog = new Dialog(root, texts.explain)
  const fields = findings.map((finding, at) => {
    const field = element("textarea", { class: "field", rows: 2, id: `explain-${at}`, "aria-label": texts.explanation(where(finding)) })
    field.value = written[explanationKey(finding)] || ""
    field.addEventListener("input", () => { written[explanationKey(finding)] = field.value })
    const fault = element("span", { class: "fault", role: "alert" })
    const link = element("button", { type: "button", class: "finding", onclick: () => { dialog.close(); faults.go(finding) } }, ...words(finding, faults))
    return { finding, field, fault, row: element("li", {}, link, field, fault) }
  })
  const send = () => {
    const short = fields.filter(({ field }) => field.value.trim().length < SHORTEST)
    fields.forEach(({ field, fault }) => { fault.textContent = field.value.trim().length < SHORTEST ? texts.explanationShort : "" })
    if (short.length) { short[0].field.focus(); return }
    dialog.close()
    done(Object.fromEntries(fields.map(({ finding, field }) => [explanationKey(finding), field.value.trim()])))
  }
  dialog.body.append(element("p", {}, texts.explainLead), element("ul", { class: "findings" }, ...fields.map(({ row }) => row)),
    element("button", { type: "button", class: "btn main", onclick: send }, texts.submitWith))
  return dialog.open()
}
