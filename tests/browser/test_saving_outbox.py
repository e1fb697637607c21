"""The outbox loses nothing, doubles nothing and numbers without a gap, whatever happens to its batches."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(1, 6), st.integers(0, 2)),
        st.tuples(st.just("take"), st.sampled_from(["confirm", "split", "again", "restart"]), st.just(0)),
    ),
    max_size=25,
)
RUN = """async ([kind, deeds]) => {
  const { Outbox } = await import('/assets/v/saving/outbox.js')
  const { MemoryShelf } = await import('/assets/v/saving/memory_shelf.js')
  const { DiskShelf } = await import('/assets/v/saving/disk_shelf.js')
  const owner = String(Math.random()), shelf = kind === "disk" ? await DiskShelf.open() : new MemoryShelf()
  let outbox = new Outbox(shelf, owner), next = 1, made = 0, base = 0
  const added = [], sent = [], numbers = []
  const send = async end => {
    const batch = await outbox.take("window", next)
    if (!batch) return false
    if (end === "split" && batch.ops.length > 1) await outbox.split(batch)
    else if (end === "confirm") {
      sent.push(...batch.ops); numbers.push(batch.number); next = batch.number + 1
      await outbox.confirm(batch)
    }
    else if (end === "restart") next = 1
    return true
  }
  for (const [deed, what, more] of deeds) {
    if (deed === "add") {
      base += more
      const ops = Array.from({ length: what }, () => ["set", "s", "r" + made++, "c", made])
      added.push(...ops)
      await outbox.add("window", base, ops, "2026")
    } else await send(what)
  }
  while (await send("confirm")) { /* until nothing is left */ }
  return { added, sent, numbers, left: (await outbox.unsent()).length }
}"""


@pytest.mark.parametrize("shelf", ["memory", "disk"])
@given(deeds=DEEDS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_edit_is_sent_once_in_its_order_under_the_next_number(blank: Page, shelf: str, deeds: list) -> None:
    seen = blank.evaluate(RUN, [shelf, deeds])
    assert seen["sent"] == seen["added"]
    assert seen["numbers"] == list(range(1, len(seen["numbers"]) + 1))
    assert seen["left"] == 0


def test_of_several_sets_of_a_cell_the_last_is_sent(blank: Page) -> None:
    ops = blank.evaluate(
        """async () => (await import('/assets/v/saving/batch.js')).condensed(
             [["set", "s", "a", "c", 1], ["set", "s", "b", "c", 2], ["set", "s", "a", "c", 3]])"""
    )
    assert ops == [["set", "s", "b", "c", 2], ["set", "s", "a", "c", 3]]
