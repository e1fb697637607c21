// What the page hears: the sender of edits, and the server by itself.
import { Dialog } from "./dialog.js"
import { element } from "./element.js"
import * as texts from "./texts.js"

// What the sender tells; before the page stands it waits.
export const earsOf = desk => {
  const later = tell => (...args) => {
    if (desk.started) tell(...args)
    else (desk.waitingNews = desk.waitingNews || []).push(() => tell(...args))
  }
  return {
    state: later(state => saving(desk, state)),
    saved: body => desk.clock.set(body.saved_at),
    adopt: later((draft, ops) => desk.adopt(draft, ops)),
    refused: later(batch => { desk.keeping.refuse([batch]); desk.unsent.tell() }),
    closed: later(() => desk.closing.shut()),
    signIn: later(() => desk.signIn.open()),
    memory: later(() => desk.report.show(texts.memoryOnly, { lasting: true, level: "warning" })),
  }
}

const saving = (desk, state) => {
  desk.top.saving(state, desk.keeping.outbox.durable)
  if (state.kind === "form") askForNewForm(desk)
}

// The form has another version by now: whoever types goes on until a pause, then the page is loaded anew, and what was typed is sent from there.
const askForNewForm = desk => {
  if (desk.newForm) return
  const ask = () => {
    const wait = desk.pane.editor.unrest
    if (wait > 0) { desk.newForm = setTimeout(ask, wait); return }
    desk.pane.commit()
    const { outbox } = desk.keeping, dialog = desk.newForm = new Dialog(desk.node, texts.newForm, { lasting: true, kind: "small" })
    const deeds = [element("button", { type: "button", class: "btn main", onclick: () => desk.keeping.reload() }, texts.reload)]
    if (!outbox.durable) deeds.push(element("button", { type: "button", class: "btn", onclick: () => desk.unsent.download() }, texts.downloadUnsent))
    dialog.body.append(element("p", {}, outbox.durable ? texts.newFormLead : texts.newFormInMemory), element("div", { class: "row" }, ...deeds))
    dialog.open()
  }
  desk.newForm = setTimeout(ask)
}

// What the server says by itself.
export const hearNews = (desk, kind, data) => {
  const { keeping, model, signIn } = desk
  if (kind === "draft" && data.collection === model.collection && data.windows.some(window => window !== keeping.window)) keeping.sender.notice()
  if (kind === "again") setTimeout(() => keeping.sender.notice(), Math.random() * (data.within || 0))
  if (kind === "marks") {
    const mark = data.drafts[model.collection] || ""
    if (desk.draftMark !== undefined && desk.draftMark !== mark) keeping.sender.notice()
    desk.draftMark = mark
  }
  if (kind === "signed_out") signIn.open()
}
