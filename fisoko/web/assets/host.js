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

const sheet = name => new Promise(done => {
  const link = document.createElement("link")
  link.rel = "stylesheet"; link.href = page.assets + name; link.onload = link.onerror = done
  root.append(link)
})

const place = document.getElementById("host")
const root = place.attachShadow({ mode: "open" })
const el = document.createElement("div")
el.className = "host"
const ready = Promise.all([sheet("theme.css"), sheet(page.component + ".css"), import("./" + (page.module || page.component + ".js"))])
ready.then(([, , component]) => {
  root.append(el)
  const made = component.render({ model, el })
  if (made) el.append(made)
  if (page.data.bell) import("./page/ringing.js").then(({ ring }) => hear("remove", ring(model)))
  // A page that the browser keeps for «Back» goes on living.
  window.addEventListener("pagehide", event => { if (!event.persisted) tell("remove") })
})
