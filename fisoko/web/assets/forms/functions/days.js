// Dates of formulas: serial numbers of days, by Excel's calendar.
import { LAST, calendar, serial } from "../day.js"
import { rounded } from "../number.js"
import { number } from "../operand.js"
import { fail, whole } from "./walking.js"

/** DATE: months and days beyond their number run on; a year below 1900 counts from 1900. */
export function made(engine, args) {
  let [year, month, days] = args.map(tree => whole(engine, tree))
  if (year < 0 || year > 9999) fail("#NUM!")
  year += Math.floor((month - 1) / 12) + (year < 1900 ? 1900 : 0)
  month = month - 1 - Math.floor((month - 1) / 12) * 12
  if (year < 1900 || year > 9999) fail("#NUM!")
  const found = serial(`${year}-${String(month + 1).padStart(2, "0")}-01`) + days - 1
  return found >= 0 && found <= LAST ? found : fail("#NUM!")
}

/** YEAR (0), MONTH (1) or DAY (2). */
export const part = place => (engine, args) => {
  const found = calendar(Math.floor(rounded(number(engine.scalar(args[0])))))
  return found ? found[place] : fail("#NUM!")
}

export const today = engine => (engine.today ? serial(engine.today) : fail("#VALUE!"))
