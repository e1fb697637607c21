// The dashboard in a browser: charts by Bokeh, the chosen column, and the list. Keeps to Chrome 88, asks nobody for anything.
(function () {
  "use strict"
  const data = JSON.parse(document.getElementById("data").textContent)
  const words = data.words
  const byId = id => document.getElementById(id)
  const put = (node, ...children) => { node.textContent = ""; children.forEach(child => child && node.appendChild(child)); return node }

  /** An element; texts become text nodes, never markup. */
  function h(tag, attributes, ...children) {
    const node = document.createElement(tag)
    Object.keys(attributes || {}).forEach(name => { if (attributes[name] !== null && attributes[name] !== undefined && attributes[name] !== false) node.setAttribute(name, attributes[name]) })
    children.forEach(child => { if (child !== null && child !== undefined) node.appendChild(typeof child === "object" ? child : document.createTextNode(child)) })
    return node
  }

  const number = (value, most = 2) => value === null || value === undefined ? "–" : value.toLocaleString("ru-RU", { maximumFractionDigits: most })
  const percent = value => value === null || value === undefined ? "–" : (100 * value).toLocaleString("ru-RU", { minimumFractionDigits: 1, maximumFractionDigits: 1 }) + "\u00a0%"
  /** A share by the rule of the cabinet: half up, not all is never «100 %», something is never «0 %». */
  function portion(value) {
    if (value === null || value === undefined) return "–"
    const rounded = Math.floor(1000 * value + 0.5)
    return percent((value > 0 && value < 1 ? Math.min(999, Math.max(1, rounded)) : rounded) / 1000)
  }
  const shown = (column, value) => column.percent ? percent(value) : number(value)
  const spanOf = (column, [, , low, high]) => shown(column, low) + (high > low ? " – " + shown(column, high) : "")
  /** What tells an organisation from others: the name within its quotation marks and what follows, at most so long. */
  function short(text) {
    const own = text.indexOf("«") > 0 ? text.slice(text.indexOf("«")).replace(/[«»]/g, "") : text
    return own.length > 44 ? own.slice(0, 42) + "…" : own
  }

  // ---- charts

  const documents = {}
  function draw() {
    return Promise.all(Object.keys(data.charts).map(name => window.Bokeh.embed.embed_item(data.charts[name], name).then(views => {
      documents[name] = Array.from(views.roots)[0].model.document
    })))
  }
  const model = (chart, name) => documents[chart] && documents[chart].get_model_by_name(name)

  /** Names that no two rows share, as a range of factors must have them. */
  function unlike(names) {
    const taken = new Set()
    return names.map(name => { let other = name, count = 1; while (taken.has(other)) other = name + " (" + ++count + ")"; taken.add(other); return other })
  }

  function fillBars(rows) {
    const source = model("bars", "bars-data")
    if (!source) return
    if (!rows.length) rows = [{ label: "", value: 0, text: "" }]
    const labels = unlike(rows.map(row => short(row.label)))
    const plot = model("bars", "bars-plot")
    source.data = { label: labels, value: rows.map(row => row.value), text: rows.map(row => row.text) }
    model("bars", "bars-range").factors = labels.slice().reverse()
    plot.height = 60 + 26 * Math.max(rows.length, 2)
  }

  function fillBins(column) {
    const source = model("bins", "bins-data")
    if (!source || !column.bins.length) return
    const scale = column.percent ? 100 : 1
    source.data = {
      left: column.bins.map(bin => bin[0] * scale), right: column.bins.map((bin, place) => (bin[1] > bin[0] ? bin[1] : bin[0] + 1) * scale),
      top: column.bins.map(bin => bin[4]),
      text: column.bins.map(bin => spanOf(column, bin) + ": " + number(bin[4])),
    }
  }

  // ---- tables

  function table(caption, heads, rows) {
    return h("table", {}, caption && h("caption", {}, caption),
      h("thead", {}, h("tr", {}, ...heads.map(([title, numeric]) => h("th", { scope: "col", class: numeric ? "n" : null }, title)))),
      h("tbody", {}, ...rows.map(row => h("tr", {}, ...row.map((cell, place) => h("td", { class: heads[place][1] ? "n" : null }, cell))))))
  }

  // ---- the chosen column

  const chooser = byId("column")
  const chosen = () => data.columns[chooser ? Number(chooser.value) : 0]
  const mean = (total, count) => count ? total / count : null

  /** The figure by which units are compared: a sum, or the mean where a sum says nothing. */
  function figureOf(column, place) {
    const { total, numbers } = column.units
    return column.percent ? mean(total[place], numbers[place]) : total[place]
  }

  function topRows(column) {
    if (!column.numeric || !column.units) return column.frequent.map(([value, cells, organisations]) => ({ label: String(value), value: cells, text: value + ": " + number(cells) + " (" + words.organisations + ": " + number(organisations) + ")" }))
    return data.units.name.map((name, place) => ({ name, login: data.units.login[place], value: figureOf(column, place) }))
      .filter(row => row.value !== null && row.value !== undefined).sort((a, b) => b.value - a.value).slice(0, 15)
      .map(row => ({ label: row.name, value: column.percent ? 100 * row.value : row.value, text: row.name + " (" + row.login + "): " + shown(column, row.value) }))
  }

  function showColumn() {
    const column = chosen()
    const { figures, whole } = column
    const told = [[words.submitted, number(figures.submitted)], [words.filled, number(figures.filled)], [words.different, number(figures.different)]]
    if (column.numeric && figures.numbers) {
      if (!column.percent) told.push([words.sum, number(whole.total)])
      told.push([words.mean, shown(column, figures.mean)], [words.least, shown(column, figures.least)], [words.median, shown(column, figures.median)], [words.most, shown(column, figures.most)])
    }
    if (figures.wrong) told.push([words.wrong, number(figures.wrong)])
    put(byId("figures"), ...told.map(([title, value]) => h("div", {}, h("dt", {}, title), h("dd", {}, value))))
    byId("column-says").textContent = !figures.filled ? words.noValues
      : [column.subtotals ? words.subtotals : "", column.numeric && !column.units ? words.notCarried : ""].filter(Boolean).join(" ")
    byId("bars-title").textContent = !column.numeric || !column.units ? words.topFrequent : column.percent ? words.topMean : words.top
    put(byId("kinds"), table(words.byKind, [[words.kind], [words.submitted, true], ...column.percent ? [[words.mean, true]] : column.numeric ? [[words.sum, true], [words.share, true], [words.mean, true]] : [[words.filled, true]]],
      column.kinds.map(row => [data.kinds[row.kind] || row.kind, number(row.organisations),
        ...column.percent ? [shown(column, row.mean)] : column.numeric ? [number(row.total), portion(row.share), number(row.mean)] : [number(row.filled)]])))
    put(byId("frequent"), table(words.frequent, [[words.value], [words.cells, true], [words.organisations, true], [words.share, true]],
      column.frequent.map(([value, cells, organisations, share]) => [column.numeric && isFinite(value) ? shown(column, Number(value)) : value, number(cells), number(organisations), portion(share)])))
    byId("bins-part").hidden = !column.numeric || !column.bins.length
    put(byId("bins-table"), column.bins.length ? table(words.bins, [[words.range], [words.cells, true]], column.bins.map(bin => [spanOf(column, bin), number(bin[4])])) : null)
    byId("outliers-part").hidden = !column.numeric
    put(byId("outliers"), column.outliers.length
      ? table(words.outliers, [[data.unit === "region" ? words.region : words.login], [words.organisation], [words.row], [words.value, true], [words.usual, true]], column.outliers.map(([login, name, region, row, value, usual]) => [data.unit === "region" ? region : login, name, data.rows[row] || "–", shown(column, value), shown(column, usual)]))
      : h("p", { class: "muted" }, words.noOutliers))
    fillBars(topRows(column))
    fillBins(column)
    showList()
  }

  // ---- the list

  const PAGE = 50
  const state = { sort: "login", down: false, status: "", search: "", most: PAGE }

  function listHeads() {
    const column = data.columns.length ? chosen() : null
    const heads = data.unit === "region"
      ? [["login", words.code], ["name", words.region], ["total", words.total, true], ["idle", words.idle, true], ["work", words.work, true], ["done", words.done, true], ["share", words.fill, true]]
      : [["login", words.login], ["name", words.organisation], ["kind", words.kind], ["status", words.status], ["time", words.time], ["share", words.fill, true], ["errors", words.errors, true]]
    if (column && column.units) heads.push(...column.numeric ? [...column.percent ? [] : [["figure", words.sum, true]], ["mean", words.mean, true]] : [["filled", words.filled, true]])
    return heads
  }

  const ORDER = { idle: 0, work: 1, done: 2 }
  function valueOf(name, place) {
    const units = data.units, column = data.columns.length ? chosen() : null
    if (name === "total") return units.idle[place] + units.work[place] + units.done[place]
    if (name === "figure") return column.units.total[place]
    if (name === "mean") return mean(column.units.total[place], column.units.numbers[place])
    if (name === "filled") return column.units.filled[place]
    return units[name][place]
  }

  function cellOf(name, place) {
    const value = valueOf(name, place)
    if (name === "kind") return data.kindOne[value] || value
    if (name === "status") return h("span", { class: "tag " + value }, data.statuses[value])
    if (name === "time") return data.times[value]
    if (name === "share") return portion(value)
    if (name === "errors") return value ? h("span", { class: "bad" }, number(value)) : number(value)
    if (name === "mean") return shown(chosen(), value)
    return typeof value === "string" ? value : number(value)
  }

  function keyOf(name, place) {
    const value = valueOf(name, place)
    if (name === "status") return ORDER[value]
    if (name === "kind") return data.kindOne[value] || value
    if (name === "time") return data.times[value]
    return value
  }

  const collator = new Intl.Collator("ru", { numeric: true })
  function compare(a, b) {
    const empty = value => value === null || value === undefined
    if (empty(a.key) || empty(b.key)) return empty(a.key) - empty(b.key) || a.place - b.place
    const order = typeof a.key === "string" ? collator.compare(a.key, b.key) : a.key - b.key
    return (state.down ? -order : order) || a.place - b.place
  }

  function foundPlaces() {
    const wanted = state.search.trim().toLowerCase().replace(/ё/g, "е").split(/\s+/).filter(Boolean)
    const { login, name, status } = data.units
    return login.map((_, place) => place).filter(place => {
      if (state.status && status && status[place] !== state.status) return false
      const text = (login[place] + " " + name[place]).toLowerCase().replace(/ё/g, "е")
      return wanted.every(word => text.includes(word))
    })
  }

  function showList(all) {
    if (!byId("list")) return
    const heads = listHeads()
    if (!heads.some(([name]) => name === state.sort)) { state.sort = "login"; state.down = false }
    const found = foundPlaces().map(place => ({ place, key: keyOf(state.sort, place) })).sort(compare)
    const rows = all ? found : found.slice(0, state.most)
    const column = data.columns.length ? chosen() : null
    const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.sort : null
    put(byId("list"), h("table", {}, column && column.units && h("caption", {}, words.column + ": " + column.name),
      h("thead", {}, h("tr", {}, ...heads.map(([name, title, numeric]) => h("th", { scope: "col", class: numeric ? "n" : null, "aria-sort": name === state.sort ? state.down ? "descending" : "ascending" : null }, h("button", { type: "button", "data-sort": name }, title))))),
      h("tbody", {}, ...rows.map(({ place }) => h("tr", {}, ...heads.map(([name, , numeric]) => h("td", { class: numeric ? "n" : name === "login" ? "login" : null }, cellOf(name, place))))))))
    byId("list-says").textContent = found.length ? words.found.replace("{shown}", number(rows.length)).replace("{found}", number(found.length)) : words.notFound
    byId("more").hidden = found.length <= rows.length
    if (focused) { const again = byId("list").querySelector("[data-sort=" + focused + "]"); if (again) again.focus() }
    document.querySelectorAll("[data-status]").forEach(button => { if (button.tagName === "BUTTON") button.setAttribute("aria-pressed", String(button.dataset.status === state.status)) })
  }

  function listen() {
    document.addEventListener("click", event => {
      const sort = event.target.closest("[data-sort]"), status = event.target.closest("button[data-status]")
      if (sort) {
        const name = sort.dataset.sort
        state.down = state.sort === name ? !state.down : listHeads().some(([one, , numeric]) => one === name && numeric)
        state.sort = name
        showList()
      } else if (status) {
        state.status = status.dataset.status
        state.most = PAGE
        showList()
        if (status.classList.contains("tile")) byId("list-part").scrollIntoView({ block: "start" })
      }
    })
    if (chooser) chooser.addEventListener("change", showColumn)
    if (byId("search")) byId("search").addEventListener("input", event => { state.search = event.target.value; state.most = PAGE; showList() })
    if (byId("more")) byId("more").addEventListener("click", () => { state.most += 4 * PAGE; showList() })
    window.addEventListener("beforeprint", () => showList(true))
    window.addEventListener("afterprint", () => showList())
  }

  byId("still").remove()
  listen()
  showList()
  draw().then(() => { if (chooser) showColumn(); document.body.dataset.ready = "true" })
})()
