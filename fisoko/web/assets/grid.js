// The page where a form is filled: the component that the thin host and a live Panel page both render.
import { createChecker } from "./forms/checking.js"
import { Desk } from "./grid/desk.js"

const PROPERTIES = ["form", "form_version", "draft", "mode", "title", "subtitle", "account", "collection", "save_url", "submit_url", "history_url", "back", "opens_at", "closes_at", "server_now", "zone", "submission", "versions", "today"]

const vendor = name => new URL(`vendor/${name}`, import.meta.url).href

// Tabulator, the table, comes with Panel; a page that has it already gives it. Forms are filled before it is here, too: it is asked for until it comes.
const AGAIN = 5000 // ms
const tabulator = () => window.Tabulator || (window.fisokoTabulator = window.fisokoTabulator || new Promise(done => {
  const ask = () => {
    const script = document.createElement("script")
    script.src = vendor("tabulator.min.js")
    script.onload = done
    script.onerror = () => setTimeout(ask, AGAIN)
    document.head.append(script)
  }
  ask()
}))

const style = root => new Promise(done => {
  const link = document.createElement("link")
  link.rel = "stylesheet"
  link.href = vendor("tabulator_simple.min.css")
  link.onload = link.onerror = done
  root.prepend(link)
})

// What is rarely opened stands in a module of its own, beside this one. A browser remembers that an address has failed: the next try is another.
const moreAt = import.meta.url.replace(/\/grid\.(page\.)?/, (_, page) => "/grid_more." + (page ? "joined." : ""))
const failed = { times: 0 }
const more = () => import(failed.times ? `${moreAt}?${failed.times}` : moreAt).catch(error => {
  failed.times++
  throw error
})

export function render({ model, el, styled }) {
  const page = { send_msg: message => model.send_msg(message) }
  PROPERTIES.forEach(name => { page[name] = model[name] })
  const desk = new Desk(page, createChecker(page.form, { today: page.today, later: true }), tabulator, more)
  el.append(desk.node)
  model.on("remove", () => desk.remove())
  model.on("leave", () => desk.keeping.stop())
  model.on("msg:custom", event => desk.keeping.heard((event && event.data) || event || {}))
  desk.prepare()
  Promise.resolve(styled || style(el)).then(() => desk.start()).then(() => {
    performance.mark("fisoko:ready")
    return desk.pane.view.whole
  }).then(() => { desk.node.dataset.ready = "" }, error => {
    desk.fail()
    throw error
  })
}
