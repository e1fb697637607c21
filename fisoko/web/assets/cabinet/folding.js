// Which publications are unfolded: kept for the tab and the account, so that going to the grid and back changes nothing.

/** A set of ids with `has(id)` and `toggle(id)`; lives in the tab's memory even where the browser refuses to store. */
export function folding(login) {
  const key = "fisoko.unfolded." + login
  const open = new Set(stored(key))
  const keep = () => { try { sessionStorage.setItem(key, JSON.stringify(Array.from(open))) } catch (_) { /* full or forbidden: the page works without */ } }
  return {
    has: id => open.has(String(id)),
    toggle(id) { if (!open.delete(String(id))) open.add(String(id)); keep() },
    open(id) { open.add(String(id)); keep() },
  }
}

function stored(key) {
  try {
    const ids = JSON.parse(sessionStorage.getItem(key))
    return Array.isArray(ids) ? ids.map(String) : []
  } catch (_) { return [] }
}
