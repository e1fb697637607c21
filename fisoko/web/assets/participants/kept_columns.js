// Which columns of the list a person has chosen: kept in this browser for the account.
const keyOf = account => "fisoko.list-columns." + account

/** {column: whether it is shown}, only of those that were ever chosen. */
export function keptColumns(account) {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(account)) || "{}")
    return kept && typeof kept === "object" && !Array.isArray(kept) ? kept : {}
  } catch (_) { return {} } // forbidden, or of another time
}

export function keepColumns(account, chosen) {
  try { localStorage.setItem(keyOf(account), JSON.stringify(chosen)) } catch (_) { /* forbidden: it lasts until the page is left */ }
}
