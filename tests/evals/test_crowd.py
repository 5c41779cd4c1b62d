from evals.bench.chatting import Reply
from evals.bench.crowd import Crowd


def test_an_answer_that_did_not_come_and_one_of_somebody_else_are_both_failures() -> None:
    crowd = Crowd([Reply("yours", 10, failed=False), Reply("", 20, failed=True)], mixed_up=1)
    assert crowd.failures == 2


def test_the_times_of_all_replies_count() -> None:
    assert Crowd([Reply("a", 10, failed=False), Reply("b", 30, failed=False)], mixed_up=0).percentile(50) == 20
