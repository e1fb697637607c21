// What a click in a file store does, by the data-do of what was clicked.

/** `files` is the shelf, `storeOf(id)` a store as the page was given it, `all` the publications that show all their stores. */
export function storeActs({ page, files, storeOf, all, draw }) {
  const inSight = stored => files.look(stored).files
  return {
    "stores-all"(at) { if (!all.delete(at.dataset.id)) all.add(at.dataset.id); draw() },
    "store-fold"(at) {
      files.fold(storeOf(at.dataset.id).id)
      draw()
      // What was far down in a long list is not left below a short one.
      const store = page.querySelector("#store-" + at.dataset.id)
      if (at.getAttribute("aria-expanded") === "false" && store.getBoundingClientRect().top < 0) store.scrollIntoView()
    },
    "store-page"(at) { if (at.getAttribute("aria-disabled") !== "true") files.page(storeOf(at.dataset.id).id, Number(at.dataset.page)) },
    "store-again"(at) { files.again(storeOf(at.dataset.id).id) },
    "store-reset"(at) {
      page.querySelector('[data-focus="search-' + at.dataset.id + '"]').value = ""
      files.search(storeOf(at.dataset.id).id, "", true)
    },
    "store-search"() { /* what is typed there counts, not clicks */ },
    take(at) {
      const stored = storeOf(at.dataset.id)
      files.take(stored.id, inSight(stored).find(file => String(file.id) === at.dataset.file))
    },
    archive(at) { const stored = storeOf(at.dataset.id); files.takeAll(stored.id, inSight(stored)) },
  }
}
