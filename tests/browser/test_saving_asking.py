"""Questions to the server where no stream comes through: one waits at a time."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
# Timers are counted instead of waited for; `answers` are the questions on their way.
RUN = """async () => {
  const { asking } = await import('/assets/v/saving/asking.js')
  const own = { set: window.setTimeout, clear: window.clearTimeout, fetch: window.fetch }
  const waiting = new Set(), answers = [], told = []
  let last = 0
  window.setTimeout = () => { waiting.add(++last); return last }
  window.clearTimeout = timer => waiting.delete(timer)
  window.fetch = () => new Promise(done => answers.push(done))
  const settled = () => new Promise(done => own.set.call(window, done, 20))
  const questions = asking((kind, marks) => told.push([kind, marks]))
  questions.start()
  questions.stop()
  questions.start()
  answers[0](new Response('{"old": 1}', { status: 200 }))
  await settled()
  answers[1](new Response('{"new": 1}', { status: 200 }))
  await settled()
  const running = waiting.size
  questions.stop()
  const stopped = waiting.size
  questions.start()
  questions.stop()
  answers[2](new Response('', { status: 401 }))
  await settled()
  const late = waiting.size
  Object.assign(window, { setTimeout: own.set, clearTimeout: own.clear, fetch: own.fetch })
  return { running, stopped, late, told: told.map(([kind]) => kind) }
}"""


def test_asking_that_was_stopped_and_begun_anew_asks_once_at_a_time_and_says_nothing_after_its_end(blank: Page) -> None:
    assert blank.evaluate(RUN) == {"running": 1, "stopped": 0, "late": 0, "told": ["marks", "marks"]}
