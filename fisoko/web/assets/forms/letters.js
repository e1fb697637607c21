// Capital and small letters, so that every browser and the server agree: one letter for one, of alphabets that stay.
// The twin of fisoko/domain/forms/letters.py.
const LAST = 0x58f // of the alphabets whose letters have not changed since Unicode 11
const PLAIN = /^[\0-\u012f\u0131-\u03a2\u03a4-\u058f]*$/ // without İ and Σ, which are small letters by their place
const ASCII = /^[\0-\x7f]*$/

const one = (sign, changed) => (sign.codePointAt(0) <= LAST && changed.length === 1 ? changed : sign)

/** The text in small letters. */
export const lower = text => (PLAIN.test(text) ? text.toLowerCase() : Array.from(text, sign => one(sign, sign.toLowerCase())).join(""))

/** The text in capital letters. */
export const upper = text => (ASCII.test(text) ? text.toUpperCase() : Array.from(text, sign => one(sign, sign.toUpperCase())).join(""))
