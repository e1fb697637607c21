// The switch of pages under a list: first, last and those around the present one.
import { h, icon } from "./element.js"
import { texts } from "./texts.js"

/** Page numbers to offer; 0 stands for what is left out. */
export function pageNumbers(page, pages) {
  const wanted = [1, page - 1, page, page + 1, pages].filter(n => n >= 1 && n <= pages)
  const numbers = Array.from(new Set(wanted)).sort((a, b) => a - b)
  return [].concat(...numbers.map((n, i) => i && n - numbers[i - 1] === 2 ? [n - 1, n] : i && n - numbers[i - 1] > 2 ? [0, n] : [n]))
}

/**
 * Draws it; nothing where one page is all. `act({[name]: n}, attributes, ...children)` draws a control that asks for page n,
 * named by `label`. `still`: the controls are buttons of a page that stays, so each keeps its place and the focus on it.
 */
export function pager(page, pages, name, label, act, still = false) {
  if (!(pages > 1)) return null
  const step = (to, title, drawn) => {
    const there = to >= 1 && to <= pages
    if (!there && !still) return null
    return act({ [name]: to }, { class: "icon", "aria-label": title, title, "aria-disabled": !there && "true", "data-key": name + "-" + drawn }, icon(drawn))
  }
  const number = n => {
    const now = n === page
    if (now && !still) return h("span", { class: "now num", "aria-current": "page", "aria-label": texts.page(n) }, String(n))
    return act({ [name]: n }, { class: now ? "now num" : "to num", "aria-current": now && "page", "aria-label": texts.page(n), "data-key": still && name + "-" + n }, String(n))
  }
  return h("nav", { class: "pages no-print", "aria-label": label, "data-key": name }, step(page - 1, texts.before, "left"),
    pageNumbers(page, pages).map(n => n === 0 ? h("span", { class: "gap" }, "…") : number(n)), step(page + 1, texts.after, "right"))
}
