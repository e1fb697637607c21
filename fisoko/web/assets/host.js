// The thin host: makes a Panel-like model from the page's JSON and calls the component's render.
const page = JSON.parse(document.getElementById("page").textContent)
const ears = {}
const hear = (name, f) => { (ears[name] = ears[name] || []).push(f) }
const tell = (name, value) => (ears[name] || []).forEach(f => f(value))

const xsrf = () => { const hit = /(?:^|; )_xsrf=([^;]*)/.exec(document.cookie); return hit ? decodeURIComponent(hit[1]) : "" }

// A message of a component becomes a POST to the page's own message address, when it has one.
const send = message => page.messages && fetch(page.messages, {
  method: "POST", credentials: "same-origin",
  headers: { "Content-Type": "application/json", "X-XSRFToken": xsrf() }, body: JSON.stringify(message),
}).then(answer => answer.json()).then(data => tell("msg:custom", { data }))

const model = Object.assign({}, page.data, { on: hear, send_msg: send, tell })

// `component`: the module of the page's component; `styles`: the text of all its style sheets, which thus need no waiting for.
export const open = (component, styles) => {
  const root = document.getElementById("host").attachShadow({ mode: "open" })
  const el = document.createElement("div"), style = document.createElement("style")
  el.className = "host"
  style.textContent = styles
  root.append(style, el)
  const made = component.render({ model, el, styled: true })
  if (made) el.append(made)
  if (page.data.bell) import("./page/ringing.js").then(({ ring }) => hear("leave", ring(model)))
  // What a page would still send is stopped; taking it down would only keep the next one waiting. A kept page goes on living.
  window.addEventListener("pagehide", event => { if (!event.persisted) tell("leave") })
}
