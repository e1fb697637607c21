// Put into every measured page before its own scripts: the same clock for all of them, from the browser's own time stamps.
(() => {
  const frame = then => requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = then; port2.postMessage(0) })
  const root = () => { const host = document.getElementById("host"); return (host && host.shadowRoot) || document }
  const probe = window.probe = { ready: 0, keys: [] }

  // Our page; a neighbour's page has its own.
  const ours = {
    cellAt: (row, column) => root().querySelector(`[role=row][aria-rowindex="${row + 2}"] > [aria-colindex="${column + 2}"]`),
    scrolled: () => root().querySelector(".holder") || root().querySelector(".tabulator-tableholder"),
    typingKeys: ["7", "Enter"],
  }
  const of = name => window[name] || ours[name]
  const text = (row, column) => { const cell = of("cellAt")(row, column); return cell ? cell.textContent : null }
  Object.assign(probe, { text, cell: (row, column) => of("cellAt")(row, column), holder: () => of("scrolled")(), typing: () => of("typingKeys") || ours.typingKeys })

  // Ready: the first frame in which the cells are there and, on our page, a key is taken: its field has the focus.
  const desk = () => root().querySelector(".desk"), awake = () => (root().activeElement || document.body).classList.contains("editor")
  const there = () => (document.getElementById("host") ? Boolean(desk() && text(0, 0) !== null && awake()) : Boolean(window.cellAt && text(0, 0)))
  const look = () => { let done = false; try { done = there() } catch (_) { done = false } if (done) frame(() => { probe.ready = performance.now() }); else requestAnimationFrame(look) }
  requestAnimationFrame(look)

  document.addEventListener("keydown", event => frame(() => probe.keys.push(performance.now() - event.timeStamp)), true)

  // ms from an event to the frame after which `row, column` shows `wanted`.
  probe.until = (kind, cells) => {
    probe.done = probe.saved = null
    document.addEventListener(kind, event => {
      const begun = event.timeStamp
      const check = () => frame(() => { if (cells.every(([row, column, wanted]) => text(row, column) === wanted)) probe.done = performance.now() - begun; else check() })
      check()
      // Our page alone: until the server has answered it all.
      let sent = false
      const answered = () => {
        const state = root().querySelector(".state[data-kind]"), kind = state && state.dataset.kind
        sent = sent || kind === "saving"
        if (sent && kind === "saved") probe.saved = performance.now() - begun
        else requestAnimationFrame(answered)
      }
      if (desk() && kind === "paste") answered()
    }, { capture: true, once: true })
  }

  // Frames a second while the grid is scrolled by `step` px a frame, the longest frames, and in how many a row was missing in the middle.
  probe.scroll = (step, frames) => new Promise(done => {
    const holder = probe.holder(), times = []
    let last = 0, direction = 1
    const go = now => {
      if (last) times.push(now - last)
      last = now
      if (times.length >= frames) { done(times); return }
      const before = holder.scrollTop
      holder.scrollTop += step * direction
      if (holder.scrollTop === before) { direction = -direction; holder.scrollTop += step * direction }
      requestAnimationFrame(go)
    }
    requestAnimationFrame(go)
  })

  // Scrolled through, screen by screen.
  probe.through = () => new Promise(done => {
    const holder = probe.holder()
    const go = () => {
      const before = holder.scrollTop
      holder.scrollTop += holder.clientHeight
      if (holder.scrollTop === before) done()
      else requestAnimationFrame(() => setTimeout(go))
    }
    go()
  })
})()
