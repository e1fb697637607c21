// The event stream of a browser while it comes through; where a proxy refuses it, cuts it or keeps it back, questions
// instead, and the stream again later.
import { asking } from "./asking.js"

const KINDS = ["draft", "bell", "files", "marks", "again", "signed_out"]
// ms: until the first word of a stream, until it counts as dead without any, a life that is no success, before a broken
// stream is tried again by the browser itself, and by us: at first, at most
const BEGIN = 10000, SILENCE = 50000, SHORT = 60000, BROWSERS = 16000, RETRY = 30000, MOST = 900000
const CUTS = 3 // short lives one after the other

// `tell(kind, data)` for each event; "prompt" with whether word comes at once. Returns {stop, prompt()}.
export const streaming = tell => {
  const questions = asking(tell)
  let source = null, watch = 0, again = 0, broken = 0, wait = RETRY, cuts = 0, begun = 0, prompt = null
  const turn = now => {
    if (prompt === now) return
    prompt = now
    tell("prompt", now)
  }
  const expect = ms => { clearTimeout(watch); watch = setTimeout(fail, ms) }
  function open() {
    source = new EventSource("/events")
    expect(BEGIN)
    source.addEventListener("begun", () => { begun = Date.now(); questions.stop(); turn(true); expect(SILENCE) })
    source.addEventListener("still", () => expect(SILENCE))
    KINDS.forEach(kind => source.addEventListener(kind, event => { expect(SILENCE); tell(kind, JSON.parse(event.data)) }))
    // In its own turn: the streams of a page that is being left break too, and such a page has no further turns.
    source.onerror = () => { clearTimeout(broken); broken = setTimeout(cut) }
  }
  function cut() {
    if (begun && Date.now() - begun > SHORT) { cuts = 0; wait = RETRY }
    begun = 0
    cuts += 1
    // A refused stream is not tried again by the browser; a cut one is.
    if (source.readyState === EventSource.CLOSED || cuts >= CUTS) fail()
    else expect(BROWSERS + BEGIN)
  }
  function fail() {
    clearTimeout(watch)
    clearTimeout(broken)
    source.close()
    turn(false)
    questions.start()
    cuts = CUTS - 1
    again = setTimeout(open, wait * (1 + Math.random()))
    wait = Math.min(MOST, wait * 2)
  }
  open()
  return {
    prompt: () => prompt,
    stop() {
      clearTimeout(watch)
      clearTimeout(broken)
      clearTimeout(again)
      questions.stop()
      source.close()
    },
  }
}
