// Publications that appear, or go, while their cabinet is open: the bell brings word of them, the page asks for the rest.
import { get } from "../saving/requests.js"

const NAMED = /#publication-(\w+)$/
const here = () => (NAMED.exec(location.hash) || [])[1]
const lines = bell => ((bell && bell.items) || []).map(news => (NAMED.exec(news.href || "") || [])[1]).filter(Boolean)

/**
 * `take(cabinet)` gets the fresh properties of a thin page (`own`: a live page is told by its server), `open(id)` is asked
 * to show a publication that the address names. Whoever draws tells of every new bell by `rung`.
 */
export function appearing({ own, take, open }) {
  let known = null
  function ask() {
    const section = new URLSearchParams(location.search).get("section")
    get("/api/v1/cabinet" + (section ? "?section=" + encodeURIComponent(section) : "")).then(answer => {
      if (answer.status === 200 && answer.body.publications) take(answer.body)
    }, () => { known = null }) // no connection: the next word of the bell asks again
  }
  const follow = () => { if (here()) open(here()) }
  window.addEventListener("hashchange", follow)
  return {
    rung(bell) {
      const now = lines(bell).sort().join()
      if (own && known !== null && known !== now) ask()
      known = now
    },
    /** A click on a link to a publication of this very page: its address may be there already, and then nothing tells. */
    clicked(link) {
      if (link && link.pathname === location.pathname && link.search === location.search && NAMED.test(link.hash)) setTimeout(follow, 0)
    },
    stop() { window.removeEventListener("hashchange", follow) },
  }
}
