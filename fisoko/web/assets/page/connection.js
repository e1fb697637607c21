// A live page that has lost its server says so, and loads anew as soon as the server answers.
import { texts } from "./texts.js"

const FIRST = 1000, SPREAD = 3000 // ms before the server is asked; many pages do not ask all at once
const LOOK = "position:fixed;left:0;right:0;bottom:0;z-index:30;padding:12px 24px;text-align:center;font:600 15px/1.4 system-ui,sans-serif;" +
  "background:#fbe9e7;color:#7d1a14;border-top:1px solid #7d1a14;"

/** Watches the websocket of a live page; a thin one has none. Returns what stops it. */
export function watchConnection() {
  const documents = (window.Bokeh && window.Bokeh.documents) || []
  let line = null, timer = 0, stopped = false

  const later = () => { if (!stopped) timer = setTimeout(ask, FIRST + Math.random() * SPREAD) }
  function ask() {
    // Before the server is ready the page would be replaced by the browser's own «site cannot be reached».
    // An answer below 500 that is no «ready» comes where the sign-in has ended: the way in is shown then.
    fetch("/health/ready", { credentials: "same-origin", cache: "no-store" })
      .then(answer => { if (answer.status < 500) location.reload(); else later() }, later)
  }
  function lost() {
    if (line || stopped) return
    line = document.createElement("div")
    line.setAttribute("role", "alert")
    line.style.cssText = LOOK
    document.body.append(line)
    line.textContent = texts.connectionLost
    later()
  }
  documents.forEach(one => one.on_event("connection_lost", lost))
  return () => { stopped = true; clearTimeout(timer); if (line) line.remove() }
}
