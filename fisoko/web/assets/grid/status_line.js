// Count, sum and average of the selected cells, as in Excel's status bar.
import { rounded, roundHalfAway, write } from "../forms/number.js"
import { element } from "./element.js"
import * as texts from "./texts.js"

// «1 234 567,5», of percents «45,6%»: at most two decimals, as the whole is what is asked about.
const figure = (value, percent) => {
  const shown = write(roundHalfAway(rounded(value), percent ? 4 : 2), 0, percent ? 2 : 0), [whole, part] = shown.split(",")
  return texts.number(whole) + (part ? `,${part}` : "") + (percent ? "%" : "")
}

export class StatusLine {
  constructor() {
    this.node = element("div", { class: "status num muted" })
  }

  show(totals) {
    const { count = 0, sum, average, percent } = totals || {}, show = value => (value === null ? null : figure(value, percent))
    this.node.textContent = count ? texts.totals(count, show(sum), show(average)) : ""
  }
}
