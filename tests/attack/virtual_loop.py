"""Run a coroutine in virtual time, with the executor's work done at once."""

from collections.abc import Coroutine

from benchmarks.day.virtual import VirtualLoop


def run_virtually[ResultT](work: Coroutine[None, None, ResultT]) -> ResultT:
    """Return a coroutine's result; an error in a callback is a failure."""
    loop = VirtualLoop()
    problems: list[str] = []
    loop.set_exception_handler(lambda _, context: problems.append(str(context)))
    try:
        result = loop.run_until_complete(work)
    finally:
        loop.close()
    assert not problems
    return result
