// A part of the analysis page, written by the server: drawn anew without losing focus; links to the page itself are messages.
import { h } from "./page/element.js"
import { patch } from "./page/patch.js"
import { followBack } from "./page/going_back.js"
import { messages } from "./page/messages.js"

export function render({ model, el }) {
  const part = h("div", { class: "written" })
  let leap = false

  function draw() {
    const fresh = h("div", { class: "written" })
    fresh.innerHTML = model.html
    patch(part, fresh)
    const behind = part.querySelector("#behind")
    if (leap && behind) { behind.scrollIntoView({ block: "start" }); behind.focus({ preventScroll: true }) }
    leap = false
  }
  const send = messages(model, { onError() {}, onSet() {} })

  part.addEventListener("click", event => {
    const link = event.target.closest("a[href]")
    if (event.target.closest("[data-do=print]")) { window.print(); return }
    const save = event.target.closest("[data-do=dashboard]")
    if (save) { if (!save.hasAttribute("aria-disabled")) send({ type: "dashboard", collection: Number(save.dataset.id) }); return }
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return
    const to = new URL(link.href)
    if (to.pathname !== model.place) return
    event.preventDefault()
    leap = to.hash === "#behind"
    send({ type: "look", search: to.search })
  })
  model.on("html", draw)
  if (model.leads) model.on("remove", followBack())
  draw()
  el.append(part)
}
