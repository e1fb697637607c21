// Elements of the page, made from a tag, attributes and children: text only ever becomes text nodes.
export const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag)
  for (const name in attributes) {
    const value = attributes[name]
    if (value === false || value === null || value === undefined) continue
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value)
    else if (name === "class") made.className = value
    else made.setAttribute(name, value === true ? "" : value)
  }
  made.append(...children.filter(child => child !== null && child !== undefined && child !== false))
  return made
}

const SHAPES = {
  rules: "M12 11v6M12 7v.5M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
  close: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  keys: "M3 6h18v12H3zM7 10h.5M11.8 10h.5M16.5 10h.5M8 14h8",
  up: "M6 15l6-6 6 6",
  down: "M6 9l6 6 6-6",
}

export const icon = name => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path")
  const look = { viewBox: "0 0 24 24", width: 16, height: 16, fill: "none", stroke: "currentColor", "stroke-width": 2, "aria-hidden": "true" }
  for (const key in look) svg.setAttribute(key, look[key])
  path.setAttribute("d", SHAPES[name])
  svg.append(path)
  return svg
}
