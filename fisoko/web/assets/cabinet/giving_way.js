// The publications give way to the list of participants; when it is closed they are as they were left, with the focus on what opened it.
import { covered, onCovering } from "../page/covering.js"

/** Watches the list of `page`; `draw()` draws the cabinet anew. */
export function givingWay(page, draw) {
  let scroll = 0, opener = ""
  const stop = onCovering(() => {
    draw()
    if (covered()) return
    window.scrollTo(0, scroll)
    const home = (opener && page.querySelector(opener)) || page.querySelector("main h1")
    if (home) home.focus()
  })
  return {
    stop,
    /** What opens the list: a figure or a button. */
    opens(at) {
      scroll = window.scrollY
      opener = at.nodeName + '[data-do=participants][data-id="' + at.dataset.id + '"][data-status="' + at.dataset.status + '"]'
    },
  }
}
