// How a row of values goes on, as Excel's fill handle with Ctrl does it: numbers, dates, times, texts that end in a number.
import { fraction, fromFraction, fromSerial, isDate, isTime, serial } from "../forms/day.js"
import { rounded } from "../forms/number.js"

const NUMBERED = /^(.*?)(\d{1,9})$/s

// The straight line nearest to the values: start and step; of one value the step is 1 in the given unit.
const line = (values, unit) => {
  const count = values.length
  if (count === 1) return [values[0], unit]
  const step = values[1] - values[0]
  if (values.every((value, at) => Math.abs(value - values[0] - step * at) < 1e-9 * Math.max(1, Math.abs(value)))) return [values[0], step]
  const middle = (count - 1) / 2, mean = values.reduce((sum, value) => sum + value, 0) / count
  const slope = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0) / values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0)
  return [mean - slope * middle, slope]
}

const months = date => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1

// Dates of one day of month go by months: 01.09, 01.10 → 01.11; a day that a month has not is its last.
const monthly = dates => {
  const step = dates.length > 1 ? months(dates[1]) - months(dates[0]) : 0
  if (!step || !dates.every((date, at) => date.slice(8) === dates[0].slice(8) && months(date) === months(dates[0]) + step * at)) return null
  return at => {
    const month = months(dates[0]) + step * at, last = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate()
    const day = Math.min(Number(dates[0].slice(8)), last)
    return [Math.floor(month / 12), (month % 12) + 1, day].map(part => String(part).padStart(2, "0")).join("-")
  }
}

const KINDS = [
  [value => typeof value === "number", values => {
    const [start, step] = line(values, 1)
    return at => rounded(start + step * at)
  }],
  [(value, cell) => cell.type === "date" && typeof value === "string" && isDate(value), values => {
    const [start, step] = line(values.map(serial), 1)
    return monthly(values) || (at => fromSerial(Math.round(start + step * at)))
  }],
  [(value, cell) => cell.type === "time" && typeof value === "string" && isTime(value), values => {
    const [start, step] = line(values.map(fraction), 1 / 24)
    return at => fromFraction(start + step * at)
  }],
  [(value, cell) => !cell.list && typeof value === "string" && NUMBERED.test(value), values => {
    const parts = values.map(value => NUMBERED.exec(value)), digits = parts[0][2].length
    if (!parts.every(part => part[1] === parts[0][1])) return null
    const [start, step] = line(parts.map(part => Number(part[2])), 1)
    return at => { const next = Math.round(start + step * at); return next < 0 ? null : parts[0][1] + String(next).padStart(parts[0][2][0] === "0" ? digits : 1, "0") }
  }],
]

/** `cells`: [value, cell] one after another → what stands at a place counted from the first, as a value, or null; null when they are no series. */
export const progression = cells => {
  const kind = KINDS.find(([fits]) => cells.every(([value, cell]) => fits(value, cell)))
  return kind ? kind[1](cells.map(([value]) => value)) : null
}
