// The lines above the publications: the nearest term with a countdown, and the receipt of a report just submitted.
import { h, icon } from "../page/element.js"
import { duration, momentInWords, momentSeconds, readersMoment } from "../time.js"
import { texts } from "./texts.js"

const HOUR = 3600000
const TOLD = [60, 15, 5] // minutes before closing at which a screen reader is told, once each

/** The nearest term, or nothing. */
export function noticeView(notice, clock, zone) {
  if (!notice) return null
  const left = clock.left(notice.closes_at)
  const over = left <= 0
  const here = readersMoment(notice.closes_at, zone)
  const said = over ? texts.closedAt(notice.title, momentInWords(notice.closes_at)) : texts.closesAt(notice.title, momentInWords(notice.closes_at)) + (here ? " · " + here : "")
  return h("div", { class: "notice num " + (over ? "calm" : left < HOUR ? "bad" : ""), "data-key": "notice" },
    h("b", { class: "nobr" }, over ? texts.closedNow : texts.left(duration(left))), h("span", { title: zone && zone.name }, said),
    notice.href && h("a", { class: "btn", href: notice.href }, over ? texts.view : notice.button || texts.view))
}

/** The receipt of what has just been submitted, or nothing. */
export function receiptView(receipt) {
  if (!receipt) return null
  const { sheets = [], sha256, download_href: href } = receipt
  return h("div", { class: "notice ok num handed-in", role: "status", "data-key": "receipt" }, icon("tick"),
    h("div", {},
      h("p", {}, h("b", {}, texts.receipt(receipt.number, receipt.title || receipt.collection)),
        h("span", {}, momentSeconds(receipt.submitted_at) + " " + texts.moscow + " · " + texts.receiptCode + " ", h("b", {}, receipt.code))),
      sheets.length > 0 && h("p", {}, texts.receiptFilled + sheets.map(one => "«" + one.name + "» " + texts.receiptOf(one)).join(", ")),
      sha256 && h("p", { class: "sum" }, texts.receiptSum + sha256),
      h("p", { class: "row" }, h("a", { class: "btn", href: "/receipts/" + receipt.code }, icon("print"), texts.receiptOpen),
        href && h("a", { class: "btn", href }, icon("download"), texts.receiptTake))))
}

/** `telling(notice, clock)` gives, once for each, the sentence of 60, 15 and 5 minutes before closing; else "". */
export function telling() {
  let before = null
  return (notice, clock) => {
    if (!notice) return ""
    const minutes = clock.left(notice.closes_at) / 60000
    const passed = before === null ? undefined : TOLD.find(mark => minutes <= mark && before > mark && minutes > 0)
    before = minutes
    return passed === undefined ? "" : texts.soon(notice.title, duration(passed * 60000))
  }
}
