// Moments as people read them: Moscow time, the reader's own time, and how long is left by the server's clock.

export const MOSCOW = 180 // minutes from UTC
const NBSP = "\u00a0"

const two = n => (n < 10 ? "0" : "") + n
const parts = (iso, offset) => {
  const at = new Date(Date.parse(iso) + offset * 60000)
  return { date: two(at.getUTCDate()) + "." + two(at.getUTCMonth() + 1) + "." + at.getUTCFullYear(), time: two(at.getUTCHours()) + ":" + two(at.getUTCMinutes()), seconds: two(at.getUTCSeconds()) }
}
const valid = iso => typeof iso === "string" && !isNaN(Date.parse(iso))

/** «28.11.2026 18:00», in Moscow's time unless another offset is given; "" for no moment. */
export function moment(iso, offset = MOSCOW) {
  if (!valid(iso)) return ""
  const at = parts(iso, offset)
  return at.date + " " + at.time
}

/** «28.11.2026 18:00:05» */
export function momentSeconds(iso, offset = MOSCOW) {
  return valid(iso) ? moment(iso, offset) + ":" + parts(iso, offset).seconds : ""
}

/** «18:00:05» */
export function clockTime(iso, offset = MOSCOW) {
  if (!valid(iso)) return ""
  const at = parts(iso, offset)
  return at.time + ":" + at.seconds
}

/** «28.11.2026 в 18:00» */
export function momentInWords(iso, offset = MOSCOW) {
  if (!valid(iso)) return ""
  const at = parts(iso, offset)
  return at.date + " в" + NBSP + at.time
}

/** «28.11 18:00» for a place where the year is clear. */
export function momentShort(iso, offset = MOSCOW) {
  if (!valid(iso)) return ""
  const at = parts(iso, offset)
  return at.date.slice(0, 5) + " " + at.time
}

/** «у Вас в 22:00», with the date where it is another day than in Moscow; "" for a reader who lives by Moscow's time. */
export function readersMoment(iso, zone) {
  if (!valid(iso) || !zone || typeof zone.offset !== "number" || zone.offset === MOSCOW) return ""
  const here = parts(iso, zone.offset), there = parts(iso, MOSCOW)
  return here.date === there.date ? "у" + NBSP + "Вас в" + NBSP + here.time : "у" + NBSP + "Вас " + here.date.slice(0, 5) + " в" + NBSP + here.time
}

/** The Russian plural: plural(5, ["день", "дня", "дней"]) is "дней". */
export function plural(n, [one, few, many]) {
  const tail = Math.abs(n) % 100, last = tail % 10
  if (tail > 10 && tail < 20) return many
  return last === 1 ? one : last > 1 && last < 5 ? few : many
}

/** «2 дня 4 ч», «4 ч 12 мин», «14 мин», «45 с»: how long `ms` is, by the two greatest units. */
export function duration(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  if (seconds < 60) return seconds + NBSP + "с"
  // Whole minutes are counted up, so that «1 мин» never stands where nothing is left.
  const minutes = Math.ceil(seconds / 60), hours = Math.floor(minutes / 60), days = Math.floor(hours / 24)
  const say = (n, unit) => n + NBSP + unit
  if (days) return say(days, plural(days, ["день", "дня", "дней"])) + (hours % 24 ? " " + say(hours % 24, "ч") : "")
  if (hours) return say(hours, "ч") + (minutes % 60 ? " " + say(minutes % 60, "мин") : "")
  return say(minutes, "мин")
}

/**
 * The server's clock, kept by this browser: `now()` in ms since 1970, `left(iso)` in ms, `set(iso)` after news from the server.
 * The computer's own time is never read as a time, only as a measure of how much has passed.
 */
export function serverClock(iso) {
  let at, steady, wall
  const set = value => {
    if (!valid(value)) value = new Date().toISOString()
    at = Date.parse(value); steady = performance.now(); wall = Date.now()
  }
  set(iso)
  const now = () => {
    // The steady clock stands still while a laptop sleeps; the other one does not.
    const ran = performance.now() - steady, passed = Date.now() - wall
    return at + (passed > ran + 2000 ? passed : ran)
  }
  return { now, set, left: moment => Date.parse(moment) - now() }
}

/** Calls `act` every second with the clock until `stop()`; at once, too, when the page is looked at again. */
export function ticking(act) {
  const timer = setInterval(act, 1000)
  const seen = () => { if (!document.hidden) act() }
  document.addEventListener("visibilitychange", seen)
  return { stop() { clearInterval(timer); document.removeEventListener("visibilitychange", seen) } }
}
