// The tree of a formula: where its references stand, also when it is evaluated away from its home.
export const ROWS = 1048576
export const COLUMNS = 16384 // the size of an Excel sheet

/** The cells of a "ref" or "range" node, moved: {sheet, top, left, bottom, right}; null when it has left the sheet. */
export function area(node, down, right) {
  if (node[0] === "ref") {
    const row = node[4] ? node[2] : node[2] + down, column = node[5] ? node[3] : node[3] + right
    return row < 1 || column < 1 || row > ROWS || column > COLUMNS ? null : { sheet: node[1], top: row, left: column, bottom: row, right: column }
  }
  const one = node[6] ? node[2] : node[2] + down, other = node[8] ? node[4] : node[4] + down
  const first = node[7] ? node[3] : node[3] + right, last = node[9] ? node[5] : node[5] + right
  const cells = { sheet: node[1], top: Math.min(one, other), left: Math.min(first, last), bottom: Math.max(one, other), right: Math.max(first, last) }
  return cells.top < 1 || cells.left < 1 || cells.bottom > ROWS || cells.right > COLUMNS ? null : cells
}

/** Every "ref" and "range" node of the tree. */
export function references(tree, found = []) {
  if (tree[0] === "ref" || tree[0] === "range") found.push(tree)
  else for (const part of tree[0] === "call" ? tree[2] : tree) if (Array.isArray(part)) references(part, found)
  return found
}
