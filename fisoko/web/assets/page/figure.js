// Figures as Russians write them: a no-break space between thousands, a comma before tenths.

const NBSP = "\u00a0"

/** 45000 → «45 000» */
export const figure = n => String(n).replace(/\B(?=(\d{3})+(?!\d))/g, NBSP)

// Half up, but not all is never «100 %» and something is never «0 %»: the server counts the same way.
function parts(part, whole, of) {
  const rounded = Math.floor(of * part / whole + 0.5)
  return part > 0 && part < whole ? Math.min(of - 1, Math.max(1, rounded)) : rounded
}

/** Shares in whole per cent: share(1, 3) → «33 %». */
export const share = (part, whole) => whole ? parts(part, whole, 100) + NBSP + "%" : ""

/** With one digit: tenths(1, 3) → «33,3 %». */
export const tenths = (part, whole) => whole ? (parts(part, whole, 1000) / 10).toFixed(1).replace(".", ",") + NBSP + "%" : ""

/** 1468006 → «1,4 МБ» */
export function fileSize(bytes) {
  const units = ["Б", "КБ", "МБ", "ГБ"]
  let n = bytes, unit = 0
  while (n >= 1000 && unit < 3) { n /= 1024; unit += 1 }
  const shown = unit === 0 || n >= 10 ? String(Math.round(n)) : n.toFixed(1).replace(".0", "").replace(".", ",")
  return shown + NBSP + units[unit]
}
