// Numbers of at most 15 significant digits: read and written as a Russian Excel does, and calculated decimally.
export const DIGITS = 15
export const LARGEST = 9.99999999999999e307
export const SMALLEST = 2.2250738585072014e-308
export const TOO_MANY = Symbol("more than 15 significant digits")

const GAPS = /[\u00a0\u2007\u2009\u200a\u202f]/g
const EDGES = "[ \\t\\n\\v\\f\\r\\u00a0\\u2007\\u2009\\u200a\\u202f\\u3000\\ufeff]+"
const START = new RegExp("^" + EDGES), END = new RegExp(EDGES + "$")
const TEXT = /^([+-]?)((?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)?)(?:([,.])([0-9]*))?(?:[eE]([+-]?[0-9]{1,3}))?( ?%)?$/
const REPR = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:e([+-][0-9]+))?$/

export const trim = text => text.replace(START, "").replace(END, "")
export const spaced = text => text.replace(GAPS, " ")

/** The number of a text as a Russian Excel takes it, null when it is none, TOO_MANY when digits would be lost. */
export function read(text, { dot = false, exponent = true, percent = true } = {}) {
  const match = TEXT.exec(trim(spaced(text).replace("−", "-")))
  if (!match) return null
  const [, sign, groups, point, fraction = "", power, hundredth] = match, whole = groups.replace(/ /g, "")
  if (!(whole + fraction) || (point === "." && !dot)) return null
  if ((power !== undefined && !exponent) || (hundredth && !percent)) return null
  return compose(sign, whole, fraction, Number(power || 0) - (hundredth ? 2 : 0))
}

function compose(sign, whole, fraction, power) {
  const significant = (whole + fraction).replace(/^0+|0+$/g, "")
  if (significant.length > DIGITS) return TOO_MANY
  const number = Number(`${sign}${whole || "0"}.${fraction || "0"}e${power}`)
  if ((significant && Math.abs(number) < SMALLEST) || Math.abs(number) > LARGEST) return null
  return number + 0
}

/** Sign, significant digits without zeros at the ends, and where the point stands: 0.012 → ["", "12", -1]. */
export function parts(number) {
  const [, sign, whole, fraction = "", power = "0"] = REPR.exec(String(number))
  const digits = whole + fraction, bare = digits.replace(/^0+/, "")
  if (!bare) return [sign, "", 0]
  return [sign, bare.replace(/0+$/, ""), whole.length + Number(power) - (digits.length - bare.length)]
}

/** The number with a comma: at least `decimals` of them, and as many more as it has; `shift` moves the point right. */
export function write(number, decimals = 0, shift = 0) {
  const [sign, digits, at] = parts(number), point = at + shift
  if (!digits) return "0" + (decimals ? "," + "0".repeat(decimals) : "")
  if (point > 21 || point < -8) {
    const power = point - 1, rest = digits.length > 1 ? "," + digits.slice(1) : ""
    return `${sign}${digits[0]}${rest}E${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`
  }
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0"
  const fraction = (point > 0 ? digits.slice(point) : "0".repeat(-point) + digits).padEnd(decimals, "0")
  return sign + whole + (fraction ? "," + fraction : "")
}

/** The number with 15 significant digits, half away from zero. */
export const rounded = number =>
  !isFinite(number) || (Number.isInteger(number) && Math.abs(number) < 1e15) ? number + 0 : Number(number.toPrecision(DIGITS))

/** The decimal sum where both are decimals, else the binary one: 0.1 + 0.2 is 0.3, and 100.3 - 100.1 is 0.2. */
export function add(one, other) {
  const total = one + other
  if (Number.isInteger(total) && Number.isInteger(one) && Math.abs(total) < 1e15) return total
  const places = Math.max(decimals(one), decimals(other))
  if (places <= 22 && Math.max(Math.abs(one), Math.abs(other)) * Number("1e" + places) < 1e15) return Number(total.toFixed(places)) + 0
  return total
}

// How many decimals the number has; 99 when it is no decimal of 15 digits, but for a last bit.
function decimals(number) {
  const near = rounded(number)
  if (Math.abs(near - number) > 5e-16 * Math.abs(number)) return 99
  const [, digits, point] = parts(near)
  return Math.max(digits.length - point, 0)
}

/** The power of a base other than zero; whole powers of decimals exactly, so that both languages agree. */
export function power(base, exponent) {
  const times = Math.abs(exponent)
  if (!Number.isInteger(times) || times === 0 || times > 256 || rounded(base) !== base) return Math.pow(base, exponent)
  const [sign, digits, point] = parts(base), whole = String(BigInt(digits) ** BigInt(times))
  const left = (point - digits.length) * times + Math.max(whole.length - 40, 0)
  const result = Number(`${sign && times % 2 ? "-" : ""}${whole.slice(0, 40)}e${left}`)
  return exponent > 0 ? result : 1 / result
}

/** The number rounded to `places` decimals (negative: tens), half away from zero, by its decimal digits. */
export function roundHalfAway(number, places) {
  const [sign, digits, point] = parts(number), keep = point + places
  if (keep >= digits.length) return number
  if (keep < 0) return 0
  const kept = digits.slice(0, keep), up = digits[keep] >= "5"
  return Number(`${sign}${up ? increased(kept) : kept || "0"}e${-places}`) + 0
}

// The next whole number of at most 15 digits, in digits.
const increased = digits => String(Number(digits || "0") + 1)
