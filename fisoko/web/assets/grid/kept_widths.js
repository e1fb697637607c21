// Widths of columns that a person has chosen, kept in this browser for the account and the form.
const keyOf = (account, form) => `fisoko:widths:${account}:${form}`

export class KeptWidths {
  constructor(account, form) {
    this.key = keyOf(account, form)
    this.all = {}
    try {
      const kept = JSON.parse(localStorage.getItem(this.key) || "{}")
      for (const sheet in kept) for (const column in kept[sheet]) if (kept[sheet][column] > 0) this.put(sheet, column, Number(kept[sheet][column]))
    } catch (_) { /* nothing is kept here, or it is of another time */ }
  }

  // In px; undefined where the form's own width stands.
  get(sheet, column) { return (this.all[sheet] || {})[column] }

  put(sheet, column, width) { this.all[sheet] = { ...this.all[sheet], [column]: Math.round(width) } }

  set(sheet, column, width) {
    this.put(sheet, column, width)
    // A browser that keeps nothing still has it until the page is left.
    try { localStorage.setItem(this.key, JSON.stringify(this.all)) } catch (_) { /* as said */ }
  }
}
