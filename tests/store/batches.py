"""Makers of batches for the tests of the store."""

from fisoko.store.log import NewBatch


def make_batch(number=1, *, window="w1", base=0, collection=1, organisation=1, region="24", ops="[]", account=7):
    return NewBatch(collection, region, organisation, account, window, number, base, ops)
