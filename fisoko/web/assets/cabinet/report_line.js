// What stands beside a button that asks for a report: forming, with its place or progress and «Отменить»; ready; failed.
import { h, icon } from "../page/element.js"
import { texts } from "./texts.js"

/** Whether the report is under way, so that a second click starts nothing. */
export const making = report => Boolean(report) && (report.state === "queued" || report.state === "running")

/** The reports after news of the server, which names no cancelled ones: what was being cancelled is said to be so. */
export function afterNews(before, now) {
  const gone = Object.keys(before || {}).filter(key => !(now || {})[key] && (before[key].stopping || before[key].state === "cancelled"))
  return Object.assign({}, now, ...gone.map(key => ({ [key]: { state: "cancelled" } })))
}

/**
 * Draws the state of one report, or an empty line that waits for words. `button`: what to press for another, in words;
 * `home`: the data-focus of that button, where the focus goes when «Отменить» has done its work; `said`: what it is called.
 */
export function reportLine(report, button, home, said = texts.ofReport) {
  return h("span", { class: "report", "data-key": "report" },
    h("span", { role: "status" }, words(report, button, said)), making(report) && forming(report, home, said), report && report.state === "ready" && ready(report, said))
}

function words(report, button, said) {
  if (!report) return null
  if (making(report)) return said.making + (report.state === "queued" && report.place ? " · " + texts.reportQueue(report.place) : "")
  if (report.state === "ready") return h("b", {}, said.ready)
  if (report.state === "cancelled") return h("span", { class: "muted" }, said.cancelled)
  return h("span", { class: "bad" }, report.text || said.failed(button))
}

// Outside the live region: a reader is not told every per cent.
function forming(report, home, said) {
  const known = typeof report.progress === "number"
  return [
    known && h("span", { class: "progress", role: "progressbar", "aria-label": said.making, "aria-valuemin": "0", "aria-valuemax": "100", "aria-valuenow": report.progress }, h("i", { style: "width:" + report.progress + "%" })),
    known && h("span", { class: "muted small num", "aria-hidden": "true" }, texts.percent(report.progress)),
    report.id && h("button", { class: "btn plain", type: "button", "data-do": "cancel-report", "data-id": report.id, "data-home": home, "aria-disabled": report.stopping && "true" }, texts.reportCancel)]
}

const ready = (report, said) => [
  h("a", { class: "btn", href: report.href, download: "" }, icon("download"), said.take),
  report.text && h("span", { class: "muted small" }, report.text)]
