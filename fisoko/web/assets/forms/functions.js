// The functions that a formula may call; the twin of fisoko/domain/forms/formula/functions.py, which has their arguments.
import * as arithmetic from "./functions/arithmetic.js"
import * as days from "./functions/days.js"
import * as logic from "./functions/logic.js"
import * as lookups from "./functions/lookups.js"
import * as totals from "./functions/totals.js"
import * as wording from "./functions/wording.js"

export const TABLE = new Map(Object.entries({
  SUM: totals.total,
  SUMIF: totals.totalIf,
  SUMIFS: totals.totalIfs,
  COUNT: totals.count,
  COUNTA: totals.countFilled,
  COUNTBLANK: totals.countBlank,
  COUNTIF: totals.countIfs,
  COUNTIFS: totals.countIfs,
  AVERAGE: totals.mean,
  MIN: totals.extreme((one, other) => (other < one ? other : one)),
  MAX: totals.extreme((one, other) => (other > one ? other : one)),
  ROUND: arithmetic.roundTo,
  ABS: arithmetic.size,
  MOD: arithmetic.remainder,
  INT: arithmetic.floor,
  IF: logic.branch,
  IFERROR: logic.orElse,
  AND: logic.every,
  OR: logic.some,
  NOT: logic.negation,
  ISBLANK: logic.isBlank,
  ISNUMBER: logic.isNumber,
  LEN: wording.length,
  TRIM: wording.trim,
  LEFT: wording.left,
  RIGHT: wording.right,
  MID: wording.middle,
  UPPER: wording.upper,
  LOWER: wording.lower,
  EXACT: wording.exact,
  CONCATENATE: wording.concatenate,
  TEXT: wording.shown,
  VALUE: wording.value,
  DATE: days.made,
  YEAR: days.part(0),
  MONTH: days.part(1),
  DAY: days.part(2),
  TODAY: days.today,
  VLOOKUP: lookups.lookUp,
  INDEX: lookups.index,
  MATCH: lookups.match,
}))
