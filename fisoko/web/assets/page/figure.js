// Figures as Russians write them: a no-break space between thousands, a comma before tenths.

const NBSP = "\u00a0"

/** 45000 → «45 000» */
export const figure = n => String(n).replace(/\B(?=(\d{3})+(?!\d))/g, NBSP)

/** Shares in whole per cent: share(1, 3) → «33 %»; something is never «0 %», not all is never «100 %». */
export function share(part, whole) {
  if (!whole) return ""
  const exact = part / whole * 100
  const round = part === 0 || part === whole ? exact : Math.min(99, Math.max(1, Math.round(exact)))
  return round + NBSP + "%"
}

/** 1468006 → «1,4 МБ» */
export function fileSize(bytes) {
  const units = ["Б", "КБ", "МБ", "ГБ"]
  let n = bytes, unit = 0
  while (n >= 1000 && unit < 3) { n /= 1024; unit += 1 }
  const shown = unit === 0 || n >= 10 ? String(Math.round(n)) : n.toFixed(1).replace(".0", "").replace(".", ",")
  return shown + NBSP + units[unit]
}
