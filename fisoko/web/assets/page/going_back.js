// «Back» and «Forward» in a live page, whose address the server changes without a load: what that address shows is loaded.

/** Loads the page anew when the browser goes to another of its addresses. Returns what stops it. */
export function followBack() {
  const page = () => location.pathname + location.search // a step to another «#…» changes nothing that the server shows
  const push = history.pushState
  let shown = page()
  // No event tells of an address pushed by Panel: by the time of «Back» it would be unknown what was shown.
  // It pushes path and search one after the other; both are one step for the person.
  let pushed = false
  history.pushState = function () {
    (pushed ? history.replaceState : push).apply(history, arguments)
    shown = page()
    if (!pushed) { pushed = true; setTimeout(() => { pushed = false }, 0) }
  }
  const gone = () => { if (page() !== shown) location.reload() }
  window.addEventListener("popstate", gone)
  return () => { history.pushState = push; window.removeEventListener("popstate", gone) }
}
