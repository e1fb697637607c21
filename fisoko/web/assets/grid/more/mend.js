// What was probably meant by a value that does not fit its cell: offered, never done by itself.
import { isDate, showDate } from "../../forms/day.js"
import { coerce, fault, show } from "../../forms/value.js"

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
const EPOCH = Date.UTC(1899, 11, 30), DAY = 86400000
const SERIALS = [18264, 73050] // Excel's numbers of 1950-01-01 and 2099-12-31
const YES = ["+", "v", "✓", "✔", "х", "x", "y", "yes", "д", "есть", "имеется", "истинно"]
const NO = ["-", "−", "–", "—", "n", "no", "н", "нету", "отсутствует", "не имеется", "ложно"]
const ALIKE = { a: "а", b: "в", c: "с", e: "е", h: "н", k: "к", m: "м", o: "о", p: "р", t: "т", x: "х", y: "у", ё: "е" }

const two = text => String(text).padStart(2, "0")

// Letters that are typed for digits, where all the rest are digits.
const digits = text => (/\d/.test(text) && /^(?:[\d|\s.,:/-]|[lIOo]|[ОоЗз])+$/.test(text) ? text.replace(/[Oo]|[Оо]/g, "0").replace(/[Зз]/g, "3").replace(/[lI|]/g, "1") : text)

const dates = text => {
  const bare = digits(text).toLowerCase().replace(/[\u00a0\s]+/g, " ").trim(), made = []
  const take = (pattern, ...how) => { const hit = pattern.exec(bare); if (hit) how.forEach(make => made.push(make(hit))) }
  take(/^(\d\d)(\d\d)(\d{4})$/, hit => `${hit[1]}.${hit[2]}.${hit[3]}`)
  take(/^(\d{4})(\d\d)(\d\d)$/, hit => `${hit[3]}.${hit[2]}.${hit[1]}`)
  take(/^(\d\d)(\d\d)(\d\d)$/, hit => `${hit[1]}.${hit[2]}.${hit[3]}`)
  take(/^(\d{1,2})[ .,;:/\\-]+(\d{1,2})[ .,;:/\\-]+(\d{4}|\d\d)(?: ?г(?:\.|ода?)?)?(?:[ t,]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?$/, hit => `${hit[1]}.${hit[2]}.${hit[3]}`, hit => `${hit[2]}.${hit[1]}.${hit[3]}`)
  take(/^(\d{1,2})[.,/\\-](\d{1,2})$/, hit => `${hit[1]}.${hit[2]}`)
  take(/^(\d{4})[ .,/\\-]+(\d{1,2})[ .,/\\-]+(\d{1,2})(?:[ t]+\d{1,2}:\d\d.*)?$/, hit => `${hit[3]}.${hit[2]}.${hit[1]}`)
  take(/^(\d{1,2})[ .-]([a-z]{3})[a-z]*[ .,-]+(\d{4}|\d\d)$/, hit => english(hit[1], hit[2], hit[3]))
  take(/^([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})$/, hit => english(hit[2], hit[1], hit[3]))
  take(/^(\d{1,2}) ?([а-я]+)\.? ?(\d{4})(?: ?г(?:\.|ода?)?)?$/, hit => `${hit[1]} ${hit[2]} ${hit[3]}`)
  take(/^(\d{5})(?:[.,]\d+)?$/, hit => (hit[1] >= SERIALS[0] && hit[1] <= SERIALS[1] ? showDate(new Date(EPOCH + hit[1] * DAY).toISOString().slice(0, 10)) : ""))
  return made
}

const english = (day, month, year) => (MONTHS.includes(month) ? `${day}.${MONTHS.indexOf(month) + 1}.${year}` : "")

const times = text => {
  const bare = digits(text).toLowerCase().trim(), hit = /^(\d{1,2})(?:[.,:; -]|ч\.?|час\w*| ч\.? )\s*(\d\d)(?:[.:]\d\d| ?м(?:ин)?\.?)?$/.exec(bare) || /^(\d{1,2})(\d\d)$/.exec(bare)
  if (hit) return [`${two(hit[1])}:${hit[2]}`]
  const hours = /^(\d{1,2}) ?(?:ч|час|часа|часов)\.?$/.exec(bare)
  return hours ? [`${two(hours[1])}:00`] : []
}

// One number with words around it; points and commas by what they must be.
const numbers = text => {
  const hit = /^\D*?([-+−]?\d[\d\s\u00a0\u202f.,'’]*)\D*$/.exec(digits(text))
  if (!hit) return []
  const bare = hit[1].replace(/[\s\u00a0\u202f'’]/g, "").replace(/[.,]+$/, ""), last = Math.max(bare.lastIndexOf("."), bare.lastIndexOf(","))
  const marks = bare.replace(/[^.,]/g, "")
  if (marks.length < 2) return [bare]
  const thousands = /^[-+−]?\d{1,3}([.,])\d{3}(?:\1\d{3})+$/.test(bare)
  return thousands ? [bare.replace(/[.,]/g, "")] : new Set(marks).size === 2 ? [`${bare.slice(0, last).replace(/[.,]/g, "")},${bare.slice(last + 1)}`] : []
}

const booleans = text => {
  const bare = text.trim().toLowerCase().replace(/[.!]+$/, "")
  return YES.includes(bare) || /^да\b|^да[,. ]/.test(bare) ? ["да"] : NO.includes(bare) || /^нет[,. ]/.test(bare) || bare === "нет" ? ["нет"] : []
}

const known = new WeakMap() // list → its options in bare letters
const bareOf = list => {
  if (!known.has(list)) known.set(list, list.map(letters))
  return known.get(list)
}

const letters = text => text.toLowerCase().replace(/[a-z]|ё/g, letter => ALIKE[letter] || letter).replace(/(?![а-я])[^0-9a-z]/g, "")

// How many letters must be changed, added or taken away; no more than `most` are counted.
const apart = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1))
    row = next
  }
  return row[other.length]
}

// The one option that the text is nearest to: the same letters, a beginning or a part of one alone, a slip or two.
const option = (text, list) => {
  const wanted = letters(text)
  if (wanted.length < 2) return []
  const bare = bareOf(list), only = fits => { const found = list.filter((_, at) => fits(bare[at])); return found.length === 1 ? found : null }
  const most = Math.max(1, Math.floor(wanted.length / 6))
  return only(one => one === wanted) || only(one => one.startsWith(wanted)) || (wanted.length > 3 && only(one => one.includes(wanted))) ||
    (wanted.length > 3 && only(one => apart(one, wanted, most) <= most)) || []
}

const WAYS = { date: ["date", dates], time: ["time", times], integer: ["number", numbers], decimal: ["number", numbers], percent: ["number", numbers], boolean: ["boolean", booleans] }

/** {value, shown, what} of what was probably meant («date», «time», «number», «boolean», «option») `today`, "2026-09-20", or null. */
export const suggestion = (value, cell, today) => {
  const text = value && typeof value === "object" ? value.raw : typeof value === "string" && !isDate(value) ? value : show(value, cell)
  if (!text || text.length > 200) return null
  const [what, guesses] = cell.list ? ["option", option(text, cell.list)] : WAYS[cell.type] ? [WAYS[cell.type][0], WAYS[cell.type][1](text)] : ["", []]
  for (const guess of guesses) {
    const meant = guess ? coerce(guess, cell, today) : null
    if (meant !== null && fault(meant, cell) === null && typeof meant !== "object") return { value: meant, shown: show(meant, cell), what }
  }
  return null
}
