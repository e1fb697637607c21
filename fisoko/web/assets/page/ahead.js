// What the next page needs is fetched while its link is still being pointed at: on a weak line the form opens sooner.
const FORM = /^\/collections\/\d+$/
const FILES = ["grid.page.js", "vendor/tabulator.min.js"]

/** Fetches the files of a form's page once, when a link to one is pointed at or gets the focus. `assets`: the address of any module beside them. */
export function fetchingAhead(node, assets) {
  let begun = false
  const look = event => {
    const link = !begun && event.target.closest && event.target.closest("a[href]")
    if (!link || !FORM.test(link.pathname)) return
    begun = true
    // Only the browser's store of files is filled: what does not come now is asked for by the page itself.
    FILES.forEach(name => fetch(new URL(name, assets)).then(answer => answer.blob()).catch(() => {}))
  }
  node.addEventListener("pointerover", look)
  node.addEventListener("focusin", look)
}
