// The bell of a thin page rings without a reload: by word of the server, or by asking where none comes through.
import { follow } from "../saving/news.js"

/** Keeps `model.bell` fresh and tells its listeners; returns what stops it. A page whose sign-in has ended is loaded anew. */
export function ring(model) {
  const ask = () => fetch("/api/v1/bell", { credentials: "same-origin" }).then(answer => {
    if (answer.status === 401) location.reload()
    return answer.ok ? answer.json() : null
  }).then(bell => {
    if (!bell || JSON.stringify(bell) === JSON.stringify(model.bell)) return
    model.bell = bell
    model.tell("bell", bell)
  }).catch(() => null) // no connection: the next word or the next look finds out
  let late = 0
  const stop = follow((kind, data) => {
    if (kind === "signed_out") location.reload()
    if (kind === "bell" || kind === "again" || kind === "marks" && data.bell !== model.bell.mark) {
      clearTimeout(late)
      late = setTimeout(ask, Math.random() * (data.within || 0)) // where thousands are told, not all ask at once
    }
  })
  const seen = () => { if (!document.hidden) ask() }
  document.addEventListener("visibilitychange", seen)
  return () => { stop(); clearTimeout(late); document.removeEventListener("visibilitychange", seen) }
}
