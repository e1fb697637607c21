// Personal tokens: the list of one's own, a new one, shown once, and the end of one after a question.
import { h, icon } from "./page/element.js"
import { bellLink, footer, freshToken, header } from "./page/header.js"
import { patch } from "./page/patch.js"
import { texts as pageTexts } from "./page/texts.js"
import { post, sentence } from "./saving/requests.js"
import { moment, serverClock } from "./time.js"
import { texts } from "./tokens/texts.js"

const DAY = 86400000, SOON = 7 // days in which a token is said to end soon
const GUIDE = "#токены-для-программ"

export function render({ model, el }) {
  const page = h("div", { class: "tokens" }), spoken = h("div", { class: "unseen", role: "status" })
  const state = { name: "", days: String(model.limits.days), error: "", wrong: "", failed: "", made: null, asking: 0, busy: false, copied: "" }
  let listed = model.tokens, clock = serverClock(model.server_now)

  const draw = () => patch(page, h("div", {}, header(model.user, model.sections, bellLink(model.unread)),
    h("main", { "data-key": "main" }, h("a", { class: "back", href: "/" }, icon("left"), texts.back),
      h("section", { class: "panel key", "aria-labelledby": "tokens-title" },
        h("header", {}, h("div", {}, h("h1", { id: "tokens-title" }, texts.title), h("p", { class: "muted" }, texts.lead, model.guide && [" ", h("a", { href: model.guide + "coordinator" + GUIDE, target: "_blank", rel: "noopener" }, texts.guide)]))),
        h("div", { class: "inside" }, formView(state, model.limits), state.made && madeView(state.made, state.copied),
          h("h2", { class: "part", id: "tokens-own", tabindex: "-1" }, texts.yours),
          state.failed && h("div", { class: "notice bad", role: "alert" }, state.failed),
          listed.length ? tableView(listed, state, clock) : h("div", { class: "empty", "data-key": "empty" }, h("b", {}, texts.empty), texts.emptyNote)))),
    footer(model.support, model.guide, false, model.user)))
  const focus = what => { const found = page.querySelector(what); if (found) { found.focus(); if (found.select) found.select() } }
  const say = text => { spoken.textContent = ""; setTimeout(() => { spoken.textContent = text }, 50) }

  /** What the server answers with: its list, or the sentence of its error. */
  async function ask(address, body, failed) {
    if (state.busy) return null
    state.busy = true
    draw()
    let answer = null
    try { answer = await post(address, body) } catch (error) { failed(pageTexts.noConnection) }
    state.busy = false
    if (answer && answer.status === 401) { location.reload(); return null }
    if (answer && answer.status >= 300) { failed(sentence(answer.body, pageTexts.failed)); answer = null }
    if (answer) { listed = answer.body.tokens; clock = serverClock(answer.body.server_now) }
    draw()
    return answer && answer.body
  }

  async function make() {
    const days = Number(state.days), name = state.name.trim()
    state.wrong = name ? (/^[0-9]{1,3}$/.test(state.days.trim()) && days >= 1 && days <= model.limits.most_days ? "" : "days") : "name"
    state.error = state.wrong === "name" ? texts.noName : state.wrong ? texts.badDays(model.limits.most_days) : ""
    draw()
    if (state.wrong) { focus("#token-" + state.wrong); return }
    const answer = await ask("/api/v1/tokens", { name, days }, text => { state.error = text })
    if (!answer) { focus("#token-name"); return }
    Object.assign(state, { made: answer.made, name: "", copied: "" })
    page.querySelector("#token-name").value = ""
    draw()
    focus("#token-made")
    say(texts.made(answer.made.name))
  }

  async function revoke(id) {
    const one = listed.find(token => token.id === id), made = state.made && state.made.id === id
    state.failed = ""
    const answer = await ask("/api/v1/tokens/" + id + "/revoke", {}, text => { state.failed = text })
    state.asking = 0
    if (answer && made) state.made = null
    draw()
    focus("#tokens-own")
    if (answer) say(texts.revoked(one.name))
  }

  async function copy(what) {
    const field = page.querySelector("#token-" + what)
    field.focus()
    field.select()
    let done = false
    try {
      // Without https the browser has no clipboard for scripts, but copies a selection.
      if (navigator.clipboard) { await navigator.clipboard.writeText(field.value); done = true }
    } catch (error) { /* the selection is tried next */ }
    done = done || document.execCommand("copy")
    state.copied = done ? what : "not"
    draw()
    say(done ? texts.copied : texts.notCopied)
  }

  const acts = {
    copy: at => copy(at.dataset.what),
    hide() { state.made = null; draw(); focus("#token-name") },
    ask(at) { state.asking = Number(at.dataset.id); draw(); focus("[data-do=leave]") },
    leave() { const id = state.asking; state.asking = 0; draw(); focus("[data-do=ask][data-id='" + id + "']") },
    revoke: at => revoke(Number(at.dataset.id)),
  }
  page.addEventListener("click", event => { const at = event.target.closest("[data-do]"); if (at) acts[at.dataset.do](at) })
  page.addEventListener("keydown", event => { if (event.key === "Escape" && state.asking) acts.leave() })
  page.addEventListener("input", event => { const name = event.target.name; if (name === "name" || name === "days") state[name] = event.target.value })
  page.addEventListener("submit", event => {
    if (event.target.dataset.key !== "make") { freshToken(event.target); return }
    event.preventDefault()
    make()
  })
  draw()
  el.append(page, spoken)
}

function formView(state, limits) {
  const wrong = name => state.wrong === name && { "aria-invalid": "true", "aria-describedby": "token-error" }
  return h("form", { class: "make", "data-key": "make", novalidate: true },
    h("div", { class: "asked" }, h("label", { for: "token-name" }, texts.name),
      h("input", Object.assign({ class: "field", id: "token-name", name: "name", value: state.name, maxlength: limits.longest, autocomplete: "off", placeholder: texts.nameHint }, wrong("name")))),
    h("div", { class: "asked" }, h("label", { for: "token-days" }, texts.days, h("span", { class: "muted" }, ", " + texts.daysNote(limits.most_days))),
      h("input", Object.assign({ class: "field num", id: "token-days", name: "days", value: state.days, inputmode: "numeric", maxlength: "3", autocomplete: "off" }, wrong("days")))),
    h("button", { class: "btn main", type: "submit", "aria-disabled": state.busy && "true" }, state.busy && !state.asking ? texts.making : texts.make),
    state.error && h("p", { class: "bad", id: "token-error", role: "alert", "data-key": "error" }, state.error))
}

function madeView(made, copied) {
  const lines = "import fisoko.analytics\nclient = fisoko.analytics.connect(\"" + location.origin + "\", \"" + made.token + "\")"
  const button = (what, name) => h("button", { class: "btn", type: "button", "data-do": "copy", "data-what": what, "aria-label": copied === what ? texts.copied : name }, copied === what && icon("tick"), copied === what ? texts.copied : texts.copy)
  return h("div", { class: "made", role: "group", "aria-labelledby": "token-done", "data-key": "made" },
    h("p", { class: "told" }, icon("tick"), h("b", { id: "token-done" }, texts.made(made.name)), h("span", {}, texts.madeNote(moment(made.expires_at)))),
    h("div", { class: "given" }, h("label", { for: "token-made" }, texts.token), h("input", { class: "field code", id: "token-made", readonly: true, value: made.token, spellcheck: "false" }), button("made", texts.copyToken)),
    h("div", { class: "given" }, h("label", { for: "token-lines" }, texts.line), h("textarea", { class: "field code", id: "token-lines", readonly: true, rows: "2", wrap: "off", spellcheck: "false" }, lines), button("lines", texts.copyLine)),
    copied === "not" && h("p", { class: "bad" }, texts.notCopied),
    h("div", { class: "row" }, h("span", { class: "muted small" }, texts.secret), h("button", { class: "btn end", type: "button", "data-do": "hide" }, texts.hide)))
}

function tableView(tokens, state, clock) {
  const { name, made, ends, used, state: how, act } = texts.columns
  const order = tokens.filter(one => one.state === "live").concat(tokens.filter(one => one.state !== "live"))
  return h("div", { class: "scroll", "data-key": "table" }, h("table", { class: "table", "aria-labelledby": "tokens-own" },
    h("thead", {}, h("tr", {}, [name, made, ends, used, how].map(title => h("th", { scope: "col" }, title)), h("th", { scope: "col" }, h("span", { class: "unseen" }, act)))),
    h("tbody", {}, order.map(one => [h("tr", { class: one.state === "live" ? null : "over", "data-key": "token-" + one.id },
      h("th", { scope: "row" }, one.name), h("td", { class: "num nobr", "data-title": made }, moment(one.created_at)), h("td", { class: "num nobr", "data-title": ends }, moment(one.expires_at)),
      h("td", { class: "num nobr", "data-title": used }, one.used_at ? moment(one.used_at) : h("span", { class: "muted" }, texts.unused)),
      h("td", { class: "nobr", "data-title": how }, stateView(one, clock)),
      h("td", { class: "act" }, one.state === "live" && state.asking !== one.id && h("button", { class: "btn plain", type: "button", "data-do": "ask", "data-id": one.id, "aria-label": texts.revokeOne(one.name) }, texts.revoke))),
      one.state === "live" && state.asking === one.id && h("tr", { class: "question", "data-key": "sure-" + one.id }, h("td", { colspan: "6" }, sureView(one, state)))]))))
}

function stateView(one, clock) {
  const left = clock.left(one.expires_at)
  if (one.state === "live" && left < SOON * DAY) return h("span", { class: "tag work" }, left < DAY ? texts.today : texts.soon(Math.floor(left / DAY)))
  return h("span", { class: "tag " + (one.state === "live" ? "ok" : "idle") }, texts.states[one.state], one.revoked_at && h("span", { class: "num" }, "\u00a0" + moment(one.revoked_at)))
}

const sureView = (one, state) => h("div", { class: "sure", role: "group", "aria-label": texts.sure(one.name) }, h("p", {}, texts.sure(one.name)),
  h("button", { class: "btn danger", type: "button", "data-do": "revoke", "data-id": one.id, "aria-disabled": state.busy && "true" }, texts.sureYes), h("button", { class: "btn", type: "button", "data-do": "leave" }, texts.sureNo))
