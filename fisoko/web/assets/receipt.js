// The receipt of a submission (number, time to the second, filled cells, control code), and the list of one's own receipts.
import { h, icon } from "./page/element.js"
import { figure } from "./page/figure.js"
import { patch } from "./page/patch.js"
import { bellLink, footer, freshToken, header } from "./page/header.js"
import { texts as pageTexts } from "./page/texts.js"
import { momentSeconds, readersMoment } from "./time.js"
import { texts } from "./receipt/texts.js"

const PROPERTIES = ["receipt", "receipts", "checked", "user", "sections", "unread", "zone", "support", "guide", "back"]

export function render({ model, el }) {
  const page = h("div", { class: "receipts" })
  let typed = model.checked ? model.checked.code : "" // the code asked about stays in its field
  const draw = () => patch(page, h("div", {}, model.user && header(model.user, model.sections, bellLink(model.unread)),
    h("main", { "data-key": "main" },
      h("div", { class: "printed", "aria-hidden": "true" }, pageTexts.brand + " · " + pageTexts.brandNote),
      h("a", { class: "back no-print", href: model.back || "/" }, icon("left"), texts.back),
      model.receipt ? receiptView(model.receipt, model.zone) : listView(model.receipts || [], model.checked, typed, model.user)),
    footer(model.support, model.guide, false, model.user)))

  page.addEventListener("click", event => {
    if (event.target.closest("[data-do=print]")) window.print()
  })
  page.addEventListener("submit", event => {
    const form = event.target
    if (form.getAttribute("role") !== "search") { freshToken(form); return }
    event.preventDefault()
    const field = form.querySelector("[name=code]"), code = plain(field.value)
    const good = /^[0-9A-Z]{8}$/.test(code)
    field.setCustomValidity(good ? "" : texts.checkBad)
    if (good) location.assign("/receipts?code=" + code)
    else form.reportValidity()
  })
  page.addEventListener("input", event => {
    if (event.target.name !== "code") return
    event.target.setCustomValidity("")
    typed = event.target.value
    draw() // an answer stands under its own question only
  })
  PROPERTIES.forEach(name => model.on(name, draw))
  draw()
  el.append(page)
}

const plain = code => code.replace(/[\s-]/g, "").toUpperCase()

const fact = (title, value, kind) => value ? [h("dt", {}, title), h("dd", { class: kind }, value)] : null

function receiptView(receipt, zone) {
  const here = readersMoment(receipt.submitted_at, zone)
  const sheets = receipt.sheets || [], explanations = receipt.explanations || []
  return h("article", { class: "panel receipt", "aria-labelledby": "receipt-title", "data-key": "receipt" },
    h("header", {}, h("span", { class: "seal" }, icon("tick")), h("div", {}, h("h1", { id: "receipt-title" }, texts.title), h("p", { class: "muted" }, texts.lead))),
    h("div", { class: "inside" },
      h("div", { class: "heads" },
        h("div", {}, h("span", { class: "muted small" }, texts.number), h("b", { class: "num" }, "№ " + receipt.number)),
        h("div", {}, h("span", { class: "muted small" }, texts.at), h("b", { class: "num" }, momentSeconds(receipt.submitted_at) + " " + texts.moscow), here && h("span", { class: "muted small num" }, here)),
        // The code is one text without a space, so that it is copied as it is; it is read in two halves.
        h("div", {}, h("span", { class: "muted small" }, texts.code), h("b", { class: "num code" }, h("span", {}, String(receipt.code).slice(0, 4)), h("span", {}, String(receipt.code).slice(4))))),
      h("dl", { class: "facts" },
        fact(texts.collection, receipt.collection), fact(texts.publication, receipt.publication), fact(texts.organisation, receipt.organisation),
        fact(texts.login, receipt.login, "num"), fact(texts.region, receipt.region)),
      sheets.length > 0 && h("h2", { class: "part" }, texts.sheets), sheets.length > 0 && sheetsTable(sheets),
      explanations.length > 0 && h("h2", { class: "part" }, texts.explanations),
      explanations.length > 0 && h("ul", { class: "explanations" }, explanations.map(one => h("li", {}, h("span", { class: "muted" }, [one.sheet && `«${one.sheet}»`, one.address].filter(Boolean).join(", ") + ": ", one.text), h("div", {}, one.explanation)))),
      h("p", { class: "small muted" }, texts.codeNote),
      receipt.sha256 && h("p", { class: "small muted sum" }, texts.sum + ": ", h("span", { class: "num" }, receipt.sha256)),
      h("p", { class: "small muted no-print" }, texts.later),
      h("div", { class: "row no-print" },
        h("button", { class: "btn main", type: "button", "data-do": "print" }, icon("print"), texts.print),
        receipt.download_href && h("a", { class: "btn", href: receipt.download_href }, icon("download"), texts.download),
        receipt.view_href && h("a", { class: "btn", href: receipt.view_href }, texts.open),
        h("a", { class: "btn plain", href: "/receipts" }, texts.all))))
}

function sheetsTable(sheets) {
  const sum = name => sheets.reduce((total, sheet) => total + (sheet[name] || 0), 0)
  const figures = (filled, total, done, required) => [h("td", { class: "num figure" }, texts.of(filled, total)), h("td", { class: "num figure" }, required ? texts.of(done, required) : "–")]
  return [h("table", { class: "table" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, texts.sheet), h("th", { scope: "col", class: "figure" }, texts.filled), h("th", { scope: "col", class: "figure" }, texts.required))),
    h("tbody", {}, sheets.map(sheet => h("tr", {}, h("td", {}, sheet.name), figures(sheet.filled, sheet.total, sheet.required_filled, sheet.required)))),
    sheets.length > 1 && h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, texts.whole), figures(sum("filled"), sum("total"), sum("required_filled"), sum("required"))))),
    h("p", { class: "small muted" }, texts.filledNote)]
}

// Whether the code that was asked about is that of a submission.
function checkedView(checked, typed) {
  if (!checked || plain(typed) !== plain(checked.code)) return null
  const { code, matches, receipt, last } = checked
  const told = matches ? texts.matches(code) : receipt ? texts.changed(code) : texts.noMatch(code)
  return h("div", { class: "notice checked " + (matches ? "ok" : "bad"), role: "status", "data-key": "checked" }, matches && icon("tick"),
    h("div", {}, h("b", {}, told), receipt && h("span", {}, texts.ofWhom(receipt) + " " + momentSeconds(receipt.submitted_at) + " " + texts.moscow + "."),
      matches && last > receipt.number && h("span", {}, " " + texts.later_(last)), !receipt && h("span", {}, texts.noMatchNote)),
    matches && h("a", { class: "btn", href: receipt.href }, texts.openReceipt))
}

function listView(receipts, checked, typed, user) {
  const { number, collection, at, code, receipt } = texts.columns, own = !user || user.role === "organiser"
  return h("section", { class: "panel receipt", "data-key": "list" },
    h("header", {}, h("div", {}, h("h1", {}, own ? texts.listTitle : texts.check), h("p", { class: "muted" }, own ? texts.listNote : texts.checkNote))),
    h("div", { class: "inside" },
      h("form", { class: "row no-print check", role: "search", "data-key": "check" },
        h("label", { for: "receipt-code" }, texts.check), h("input", { class: "field num", id: "receipt-code", name: "code", autocomplete: "off", spellcheck: "false", value: typed, maxlength: "12", placeholder: texts.checkHint }),
        h("button", { class: "btn", type: "submit" }, texts.checkButton)),
      checkedView(checked, typed),
      receipts.length ? h("table", { class: "table own" }, h("thead", {}, h("tr", {}, [number, collection, at, code, receipt].map(title => h("th", { scope: "col" }, title)))),
        h("tbody", {}, receipts.map(one => h("tr", {}, h("td", { class: "num", "data-title": number }, "№ " + figure(one.number)), h("td", { "data-title": collection }, one.collection),
          h("td", { class: "num nobr", "data-title": at }, momentSeconds(one.submitted_at) + " " + texts.moscow), h("td", { class: "num nobr", "data-title": code }, one.code),
          h("td", {}, h("a", { class: "act", href: one.href || "/receipts/" + one.code }, texts.openReceipt))))))
        : own && h("div", { class: "empty" }, h("b", {}, texts.empty), texts.emptyNote)))
}
