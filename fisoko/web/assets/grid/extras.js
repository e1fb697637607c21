// What is rarely opened: the menu, the keys, the search, what stands in the way of submitting. Its module comes with the
// first use, or in a quiet moment, so that it is there without connection, too.
import { element } from "./element.js"
import * as texts from "./texts.js"

const QUIET = 8000

export class Extras {
  // `desk`: the page; `load()`: a promise of the module.
  constructor(desk, load) {
    Object.assign(this, { desk, load })
    desk.node.addEventListener("keydown", event => this.press(event), true)
  }

  fetchSoon() { this.fetching = setTimeout(() => this.load().catch(() => null), QUIET) }

  // The keys that mean the same wherever the focus is.
  press(event) {
    const { desk } = this, control = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    const deed = event.key === "F1" ? () => this.help() : control && event.code === "KeyF" ? () => this.find()
      : event.key === "F3" && !event.ctrlKey ? () => this.find(event.shiftKey ? -1 : 1) : event.key === "F8" ? () => desk.faults.next(event.shiftKey ? -1 : 1) : null
    if (!deed || desk.node.querySelector(".veil")) return
    event.preventDefault()
    event.stopPropagation()
    desk.pane.commit()
    deed()
  }

  // Does something with the module; without connection says that it can't.
  async use(deed, fail = () => null) {
    let more
    try {
      more = await this.load()
    } catch (_) {
      fail()
      this.desk.refuse(texts.notLoaded)
      return
    }
    if (!this.stopped) deed(more)
  }

  // The one thing of a kind that the page has.
  one(name, make) {
    this[name] = this[name] || make()
    return this[name]
  }

  menu(point) {
    const { desk } = this
    this.use(({ Menu }) => this.one("theMenu", () => new Menu(desk)).open(point))
  }

  help() { this.use(({ showHelp }) => showHelp(this.desk.node)) }

  // Opens the search; a step goes on to the next or the previous place. What is typed while it comes is not lost, nor typed into a cell.
  find(step = 0) {
    const field = this.theFinder || this.catching ? null : this.catching = element("input", { class: "unseen", "aria-label": texts.find })
    if (field) {
      this.desk.node.append(field)
      field.focus()
    }
    this.use(({ Finder }) => this.one("theFinder", () => new Finder(this.desk)).open(step, this.caught()), () => { this.caught(); this.desk.pane.editor.focus() })
  }

  caught() {
    const typed = this.catching ? this.catching.value : ""
    if (this.catching) this.catching.remove()
    this.catching = null
    return typed
  }

  fromFile() { this.use(({ FromFile }) => this.one("theFromFile", () => new FromFile(this.desk)).open()) }
  asSubmitted() { this.use(({ AsSubmitted }) => this.one("theAsSubmitted", () => new AsSubmitted(this.desk)).open()) }

  // Of the panels beside the grid one is open at a time.
  obstacles() { this.use(({ Obstacles }) => { if (this.thePast) this.thePast.close(); this.one("theObstacles", () => new Obstacles(this.desk)).toggle() }) }
  past(button) { this.use(({ Past }) => { if (this.theObstacles) this.theObstacles.close(); this.one("thePast", () => new Past(this.desk, button)).toggle() }) }

  changed() { [this.theObstacles, this.thePast].forEach(panel => { if (panel) panel.changed() }) }
  moved() { if (this.theObstacles) this.theObstacles.moved() }

  stop() {
    this.stopped = true
    clearTimeout(this.fetching)
  }
}
