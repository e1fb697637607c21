// What the page hears: the sender of edits, and the server by itself.
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

const saving = ({ top, keeping, report }, state) => {
  top.saving(state, keeping.outbox.durable)
  if (state.kind === "form") report.show(texts.formChanged, { lasting: true, level: "error", deeds: [[texts.reload, () => window.location.reload()]] })
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
