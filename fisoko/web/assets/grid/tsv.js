// Tab-separated text as Excel and LibreOffice put it on the clipboard.

// A field is quoted only when its closing quote stands before a tab, a line end or the end; else the quote is a letter.
const quoted = (text, start) => {
  let value = "", at = start + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return null
    value += text.slice(at, quote)
    if (text[quote + 1] === '"') { value += '"'; at = quote + 2; continue }
    const next = text[quote + 1]
    const closes = next === undefined || next === "\t" || next === "\r" || next === "\n"
    return closes ? { value: value.replace(/\r\n?/g, "\n"), end: quote + 1 } : null
  }
}

const plainEnd = (text, start) => {
  let at = start
  while (at < text.length && text[at] !== "\t" && text[at] !== "\r" && text[at] !== "\n") at++
  return at
}

// Rows of texts; the line end after the last row makes no row of its own.
export const parse = text => {
  const rows = []
  let row = [], at = 0
  while (at < text.length) {
    const field = text[at] === '"' ? quoted(text, at) : null
    const end = field ? field.end : plainEnd(text, at)
    row.push(field ? field.value : text.slice(at, end))
    at = end
    if (text[at] === "\t") {
      at++
      if (at === text.length) row.push("")
      continue
    }
    if (text[at] === "\r") at++
    if (text[at] === "\n") at++
    rows.push(row)
    row = []
  }
  if (row.length) rows.push(row)
  return rows.length ? rows : [[""]]
}

const field = text => (/["\t\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text)

export const format = rows => rows.map(row => row.map(field).join("\t")).join("\r\n")
