// A <details> that is a menu: Escape folds it up and gives the focus back, a click or the focus elsewhere folds it up.

/** Watches the menu `selector` within `page`; answers with what ends the watching. */
export function foldingMenu(page, selector) {
  const open = () => page.querySelector(selector + "[open]")
  const inside = event => event.composedPath().includes(open())
  const key = event => {
    const menu = open()
    if (event.key !== "Escape" || !menu) return
    event.preventDefault()
    menu.open = false
    menu.querySelector("summary").focus()
  }
  const press = event => { if (open() && !inside(event)) open().open = false }
  const leave = event => { if (open() && event.relatedTarget && inside(event) && !open().contains(event.relatedTarget)) open().open = false }
  page.addEventListener("keydown", key)
  page.addEventListener("focusout", leave)
  document.addEventListener("pointerdown", press)
  return () => document.removeEventListener("pointerdown", press)
}
