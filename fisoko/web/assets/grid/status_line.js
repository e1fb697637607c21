// Count, sum and average of the selected cells, as in Excel's status bar.
import { element } from "./element.js"
import * as texts from "./texts.js"

const figure = value => {
  const [whole, part] = String(Math.round(value * 100) / 100).split(".")
  return texts.number(whole) + (part ? `,${part}` : "")
}

export class StatusLine {
  constructor() {
    this.node = element("div", { class: "status num muted" })
  }

  show(totals) {
    this.node.textContent = totals && totals.count
      ? texts.totals(totals.count, totals.sum === null ? null : figure(totals.sum), totals.sum === null ? null : figure(totals.average))
      : ""
  }
}
