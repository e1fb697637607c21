// Where no stream of events comes through, the server is asked now and then what has changed; most answers are «nothing».
const EVERY = 20000, SPREAD = 10000 // ms: between two questions, and at most so much more, so that not all ask at once

// `tell("marks", marks)` when something may have changed; nothing is asked while `quiet()` is true.
export const asking = (tell, quiet = () => false) => {
  let timer = 0, on = false, tag = ""
  // One question waits at a time, whatever was still on its way when asking stopped and began anew.
  const later = () => { clearTimeout(timer); if (on) timer = setTimeout(ask, EVERY + Math.random() * SPREAD) }
  const take = answer => {
    if (!on) return null
    if (answer.status === 401) tell("signed_out", {})
    if (answer.status !== 200) return null
    tag = answer.headers.get("ETag") || ""
    return answer.json().then(marks => { if (on) tell("marks", marks) })
  }
  // No connection, or a page of a proxy instead of an answer: the next question finds out.
  function ask() {
    if (quiet()) return later()
    const headers = tag ? { "If-None-Match": tag } : {}
    return fetch("/api/v1/news", { credentials: "same-origin", cache: "no-store", headers }).then(take).catch(() => null).then(later)
  }
  return {
    start() { if (!on) { on = true; tag = ""; ask() } },
    stop() { on = false; clearTimeout(timer) },
  }
}
