// News of the server by one event stream a browser: one tab listens and tells the others; when it is closed, another does.
import { asking } from "./asking.js"
import { streaming } from "./streaming.js"

const NAME = "fisoko-news"

// `hear(kind, data)` for each event; returns what stops it. «marks» are short words for what there is now: whoever shows
// it asks when one differs from the last; «again» asks in any case, within so many ms; «prompt» tells whether word comes at
// once. Without locks there is no stream, each tab asks while it is looked at: six streams would use up the connections
// of the browser.
export const follow = hear => {
  if (!navigator.locks || !window.BroadcastChannel || !window.EventSource) {
    const questions = asking(hear, () => document.hidden)
    hear("prompt", false)
    questions.start()
    return questions.stop
  }
  const channel = new BroadcastChannel(NAME)
  let stream = null, stopped = false, release = () => null
  const tell = (kind, data) => {
    hear(kind, data)
    channel.postMessage({ kind, data })
  }
  channel.onmessage = ({ data }) => {
    if (data.kind !== "prompt?") hear(data.kind, data.data)
    else if (stream && stream.prompt() !== null) channel.postMessage({ kind: "prompt", data: stream.prompt() })
  }
  channel.postMessage({ kind: "prompt?" })
  navigator.locks.request(NAME, () => stopped || new Promise(done => {
    release = done
    stream = streaming(tell)
  })).catch(() => null)
  return () => {
    stopped = true
    if (stream) stream.stop()
    channel.close()
    release()
  }
}
