// News of the server by one event stream a browser: one tab listens and tells the others; when it is closed, another does.
const NAME = "fisoko-news", KINDS = ["draft", "bell", "files", "signed_out"], PATIENCE = 30000

// `hear(kind, data)` for each event; returns what stops it. Without locks there is no stream: six tabs would use up
// the connections of the browser.
export const follow = hear => {
  if (!navigator.locks || !window.BroadcastChannel || !window.EventSource) return () => null
  const channel = new BroadcastChannel(NAME)
  let source = null, timer = 0, stopped = false, release = () => null
  channel.onmessage = ({ data }) => hear(data.kind, data.data)
  const tell = (kind, data) => {
    hear(kind, data)
    channel.postMessage({ kind, data })
  }
  const open = () => {
    source = new EventSource("/events")
    KINDS.forEach(kind => source.addEventListener(kind, event => tell(kind, JSON.parse(event.data))))
    // A refused stream (no sign-in) is not tried again by the browser.
    source.onerror = () => { if (source.readyState === EventSource.CLOSED && !stopped) timer = setTimeout(open, PATIENCE) }
  }
  navigator.locks.request(NAME, () => stopped || new Promise(done => {
    release = done
    open()
  })).catch(() => null)
  return () => {
    stopped = true
    clearTimeout(timer)
    if (source) source.close()
    channel.close()
    release()
  }
}
