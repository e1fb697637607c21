// The page where a form is filled: the component that the thin host and a live Panel page both render.
import { createChecker } from "./forms/checking.js"
import { Desk } from "./grid/desk.js"

const vendor = name => new URL(`vendor/${name}`, import.meta.url).href

// Tabulator, the renderer of the rows, comes with Panel; a page that has it already gives it.
const renderer = () => window.Tabulator || (window.fisokoRenderer = window.fisokoRenderer || new Promise((done, fail) => {
  const script = document.createElement("script")
  script.src = vendor("tabulator.min.js")
  script.onload = done
  script.onerror = () => { window.fisokoRenderer = null; fail(new Error(script.src)) }
  document.head.append(script)
}))

const style = root => new Promise(done => {
  const link = document.createElement("link")
  link.rel = "stylesheet"
  link.href = vendor("tabulator_simple.min.css")
  link.onload = link.onerror = done
  root.prepend(link)
})

export function render({ model, el }) {
  const desk = new Desk(model, createChecker(model.form, { today: model.today }))
  el.append(desk.node)
  model.on("remove", () => desk.remove())
  model.on("msg:custom", event => desk.keeping.heard((event && event.data) || event || {}))
  Promise.all([renderer(), style(el)]).then(() => desk.open()).then(() => {
    desk.node.dataset.ready = ""
    performance.mark("fisoko:ready")
  })
}
