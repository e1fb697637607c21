// Dates and times of day: read as a Russian Excel takes them, and their serial numbers in formulas.
import { spaced, trim } from "./number.js"

const MONTHS = ["янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]
const ENDINGS = ["аря", "раля", "та", "еля", "я", "я", "я", "уста", "тября", "ября", "бря", "абря"]
const WHOLE_MONTHS = ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"]
const ISO = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/
const CLOCK = /^([0-9]{2}):([0-9]{2})$/
const DATE = /^([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?: ?г\.?)?(?: 0?0:00(?::00)?)?$/
const NAMED = /^([0-9]{1,2})[ .-]([а-я]+)\.?[ .-]([0-9]{4}|[0-9]{2})(?: ?г(?:\.|ода)?)?$/
const YEAR_FIRST = /^([0-9]{4})([./-])([0-9]{1,2})\2([0-9]{1,2})(?:[ t]0?0:00(?::00)?)?$/
const COMMAS = /^([0-9]{1,2}),([0-9]{1,2}),([0-9]{4}|[0-9]{2})(?: ?г\.?)?$/
const DAY_AND_MONTH = /^([0-9]{1,2})([.,/-])([0-9]{1,2})$/
const DAY_AND_NAME = /^([0-9]{1,2})[ .-]([а-я]+)\.?$/
const MONTH_AND_YEAR = /^(?:([0-9]{1,2})[.,/-][0-9]{4}|([а-я]+)\.?[ .-][0-9]{4}(?: ?г(?:\.|ода)?)?)$/
const TIME = /^([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?$/
const DAY = 86400000
const EPOCH = Date.UTC(1899, 11, 30)
const LEAP = 60 // Excel counts 29 February 1900, which never was
export const LAST = 2958465 // 31.12.9999

const two = number => String(number).padStart(2, "0")
const year = text => (text.length === 4 ? Number(text) : Number(text) + (Number(text) < 30 ? 2000 : 1900))
const month = word => MONTHS.findIndex((stem, at) => word === (stem === "ма" ? "май" : stem) || word === stem + ENDINGS[at] || (word === "сент" && at === 8)) + 1

function iso(year, month, day) {
  if (year < 1900 || month < 1 || month > 12 || day < 1) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 ? `${year}-${two(month)}-${two(day)}` : null
}

/** Whether the text is a date as values keep it, from 1900 on: 2026-09-07. */
export function isDate(text) {
  const match = ISO.exec(text)
  return Boolean(match && iso(Number(match[1]), Number(match[2]), Number(match[3])))
}

/** Whether the text is a time of day as values keep it: 09:30. */
export function isTime(text) {
  const match = CLOCK.exec(text)
  return Boolean(match && Number(match[1]) < 24 && Number(match[2]) < 60)
}

/** The date of a text: «07.09.2021», «7.9.21», «7/9/2021», «7 сентября 2021», «2021-09-07»; null when none. */
export function readDate(text) {
  const bare = trim(spaced(text)).toLowerCase()
  let match = DATE.exec(bare)
  if (match) return iso(year(match[4]), Number(match[3]), Number(match[1]))
  match = YEAR_FIRST.exec(bare)
  if (match) return iso(Number(match[1]), Number(match[3]), Number(match[4]))
  match = NAMED.exec(bare)
  return match ? iso(year(match[3]), month(match[2]), Number(match[1])) : null
}

/**
 * The date that a person means: as readDate, with commas for points, and without a year that of `today` ("2026-09-20"):
 * «01,09,2026», and in 2026 «1.9», «1/9» and «1 сентября», as Excel takes them. «1,9» is a number to Excel, so that it is no date here.
 */
export function typedDate(text, today = null) {
  const bare = trim(spaced(text)).toLowerCase(), found = readDate(COMMAS.test(bare) ? bare.replace(/,/g, ".") : bare)
  if (found !== null || !today) return found
  const present = Number(today.slice(0, 4))
  let match = DAY_AND_MONTH.exec(bare)
  if (match && match[2] !== ",") return iso(present, Number(match[3]), Number(match[1]))
  match = DAY_AND_NAME.exec(bare)
  return match ? iso(present, month(match[2]), Number(match[1])) : null
}

/** What a text lacks to be a date: "year" («1.9», «1 сентября») or "day" («09.2026», «сентябрь 2026»), else null. */
export function lacks(text) {
  const bare = trim(spaced(text)).toLowerCase(), among = (number, last) => Number(number) >= 1 && Number(number) <= last
  let match = DAY_AND_MONTH.exec(bare)
  if (match) return among(match[3], 12) && among(match[1], 31) ? "year" : null
  match = DAY_AND_NAME.exec(bare)
  if (match) return month(match[2]) && among(match[1], 31) ? "year" : null
  match = MONTH_AND_YEAR.exec(bare)
  if (!match) return null
  return (match[1] ? among(match[1], 12) : month(match[2]) || WHOLE_MONTHS.includes(match[2])) ? "day" : null
}

/** The time of a text: «9:30», «09:30:00»; null when it is none, or has seconds that would be lost. */
export function readTime(text) {
  const match = TIME.exec(trim(spaced(text)))
  if (!match || Number(match[1]) > 23 || Number(match[2]) > 59 || Number(match[3] || 0)) return null
  return `${two(Number(match[1]))}:${match[2]}`
}

/** Excel's number of a date: 1900-01-01 → 1, 2026-09-07 → 46272. */
export function serial(text) {
  const [year, month, day] = text.split("-").map(Number), days = Math.round((Date.UTC(year, month - 1, day) - EPOCH) / DAY)
  return days > LEAP ? days : days - 1
}

/** A time as a part of the day: 12:00 → 0.5. */
export function fraction(text) {
  const [hours, minutes] = text.split(":").map(Number)
  return (hours * 60 + minutes) / 1440
}

/** The date of a serial number, its time left out; null when there is no such date. */
export function fromSerial(number) {
  const days = Math.floor(number)
  if (days < 1 || days > LAST || days === LEAP) return null
  return new Date(EPOCH + (days > LEAP ? days : days + 1) * DAY).toISOString().slice(0, 10)
}

/** [year, month, day] of a whole serial number, by Excel's calendar with its 00.01 and 29.02 of 1900; null outside. */
export function calendar(days) {
  if (days === 0 || days === LEAP) return days ? [1900, 2, 29] : [1900, 1, 0]
  const found = fromSerial(days)
  return found && found.split("-").map(Number)
}

/** The time of day of a serial number, to the nearest minute. */
export function fromFraction(number) {
  const minutes = Math.floor((number - Math.floor(number)) * 1440 + 0.5) % 1440
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** 2026-09-07 → 07.09.2026 */
export const showDate = text => `${text.slice(8)}.${text.slice(5, 7)}.${text.slice(0, 4)}`
