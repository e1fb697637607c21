// A list that opens within the cabinet stands in the place of the publications, which are out of sight and reach meanwhile.
const SAID = "fisoko:covered"
const root = document.documentElement

const say = covered => {
  if (covered) root.dataset.covered = "true"
  else delete root.dataset.covered
  document.dispatchEvent(new CustomEvent(SAID))
}

/** Says to the other parts of the page that this one stands in their place; returns what says that it is gone. */
export function cover() {
  say(true)
  return () => say(false)
}

/** Whether a part says so now: it may have come before the one that asks. */
export const covered = () => root.dataset.covered === "true"

/** Calls `act()` when that changes; returns what stops it. */
export function onCovering(act) {
  document.addEventListener(SAID, act)
  return () => document.removeEventListener(SAID, act)
}
