// The frames of the active cell, the selected range and a fill, drawn over the rows in the scrolled area.
import { element } from "./element.js"

export class Overlay {
  constructor() {
    this.range = element("div", { class: "frame range" })
    this.active = element("div", { class: "frame active" })
    this.target = element("div", { class: "frame target" })
    this.copied = element("div", { class: "frame copied" })
    this.handle = element("div", { class: "handle" })
    this.layer = element("div", { class: "frames", role: "presentation", "aria-hidden": "true" },
      this.range, this.copied, this.target, this.active, this.handle)
  }

  // As large as the rows, so that a moving frame never changes what can be scrolled.
  size(width, height) {
    this.layer.style.width = width + "px"
    this.layer.style.height = height + "px"
  }

  show(frame, box) {
    frame.hidden = !box
    if (!box) return
    frame.style.transform = `translate(${box.x}px, ${box.y}px)`
    frame.style.width = box.width + "px"
    frame.style.height = box.height + "px"
  }

  knob(box) {
    this.handle.hidden = !box
    if (box) this.handle.style.transform = `translate(${box.x + box.width - 5}px, ${box.y + box.height - 5}px)`
  }
}
