// The end of the collection: the last edits go in time, then the grid is only looked at, and what was late can be downloaded.
import { Countdown } from "./countdown.js"
import * as texts from "./texts.js"

export class Closing {
  // `page`: {model, clock, keeping, pane, workbook, top, rows, report, unsent}
  constructor(page) {
    this.page = page
    const { model, clock, top } = page
    if (!model.closes_at) return
    this.countdown = new Countdown(clock, model.closes_at, {
      tick: ms => top.time(model.closes_at, ms), warn: ms => top.warn(model.closes_at, ms), lastCall: () => this.lastCall(), over: () => this.over(),
    })
  }

  // The last seconds: what is being typed is taken, and everything goes without a pause.
  lastCall() {
    const { keeping, pane } = this.page
    keeping.sender.urgent = true
    pane.commit()
    keeping.sender.flush()
  }

  async over() {
    const { keeping, pane } = this.page
    pane.commit()
    pane.readOnly = true
    await keeping.sender.flush()
    await this.shut()
  }

  async shut() {
    if (this.done) return
    this.done = true
    this.stop()
    const { keeping, pane, workbook, top, rows, report, unsent, missedButton } = this.page
    pane.typing.cancel()
    pane.readOnly = true
    workbook.sheets.forEach(sheet => sheet.lock())
    pane.repaint(new Set(workbook.sheets))
    rows.hidden = missedButton.hidden = true
    top.mode("read")
    top.state.dataset.kind = "closed"
    top.time("", 0)
    const left = await keeping.sender.left(), count = left.reduce((sum, record) => sum + record.ops.length, 0)
    report.show(count ? texts.closedUnsent(count) : texts.closed, {
      lasting: true, level: count ? "error" : "", deeds: count ? [[texts.downloadUnsent, () => unsent.download()]] : [],
    })
  }

  stop() { if (this.countdown) this.countdown.stop() }
}
