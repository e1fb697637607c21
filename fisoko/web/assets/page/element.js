// An element from its name, attributes and children: h("a", { href: "/" }, "Текст"). Attribute `html` is trusted text (cleaned by the server), null and false leave an attribute out.
const SVG = "http://www.w3.org/2000/svg"

export function h(name, attributes, ...children) {
  const node = document.createElement(name)
  for (const key of Object.keys(attributes || {})) {
    const value = attributes[key]
    if (value === null || value === undefined || value === false) continue
    if (key === "html") { node.innerHTML = value; node.fisokoHtml = value } else node.setAttribute(key, value === true ? "" : String(value))
  }
  add(node, children)
  return node
}

function add(node, children) {
  for (const child of children) {
    if (Array.isArray(child)) add(node, child)
    else if (child !== null && child !== undefined && child !== false && child !== "") node.append(child)
  }
}

const SHEET = "M6 3h8l4 4v14H6zM14 3v4h4"
const PATHS = {
  bell: "M6 9a6 6 0 0 1 12 0c0 6 2 7 2 7H4s2-1 2-7M10 20a2 2 0 0 0 4 0",
  up: "M6 15l6-6 6 6", down: "M6 9l6 6 6-6", left: "M15 6l-6 6 6 6", right: "M9 6l6 6-6 6",
  close: "M5 5l14 14M19 5L5 19", table: "M3 5h18v14H3zM3 10h18M9 5v14", download: "M12 4v11m-5-4l5 5 5-5M4 20h16",
  tick: "M4 12l6 6L20 6", print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z", sort: "M8 10l4-4 4 4M8 14l4 4 4-4",
  lock: "M7 11h10v9H7zM9 11V8a3 3 0 0 1 6 0v3",
  // Kinds of files: a sheet of paper with what is on it.
  file: SHEET, words: SHEET + "M9 12h6M9 16h6", sheet: SHEET + "M9 11h6v7H9zM9 14.5h6M12 11v7", pdf: SHEET + "M10 18v-6h2a1.8 1.8 0 0 1 0 3.6h-2", slides: SHEET + "M9 11h6v4H9zM12 15v3",
  archive: SHEET + "M12 3v2M12 7v2M12 11v2M10.5 15h3v3h-3z", picture: SHEET + "M8 18l3-5 2 3 1.5-2 2 4z", film: SHEET + "M10 11l5 3.5-5 3.5z",
}

/** A drawn sign of 24x24, never read aloud: its button has a name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg")
  const given = { viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "stroke-width": "2", "aria-hidden": "true", focusable: "false" }
  Object.keys(given).forEach(key => svg.setAttribute(key, given[key]))
  const path = document.createElementNS(SVG, "path")
  path.setAttribute("d", PATHS[name])
  svg.append(path)
  return svg
}
