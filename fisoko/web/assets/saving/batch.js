// Operations gathered for one batch: how many fit, and what a later one makes needless.
export const LARGEST = 5000

// Of several sets of one cell the last counts; across added and removed rows the order is kept as it was.
export const condensed = ops => {
  if (ops.some(op => op[0] !== "set")) return ops
  const last = new Map()
  ops.forEach((op, at) => last.set(op.slice(1, 4).join(" "), at))
  return ops.filter((op, at) => last.get(op.slice(1, 4).join(" ")) === at)
}

export const pieces = ops => {
  const made = []
  for (let at = 0; at < ops.length; at += LARGEST) made.push(ops.slice(at, at + LARGEST))
  return made
}
