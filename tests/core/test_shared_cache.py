"""The shared cache with a real Redis: shared while it answers, each process's own while it does not."""

import redis

from core.shared_cache import SharedCache


def test_shared_while_redis_answers_and_kept_in_memory_while_it_does_not(redis_url, monkeypatch):
    one, other = SharedCache(redis_url, {}), SharedCache(redis_url, {})
    one.clear()
    one.set("a", 1)
    assert other.incr("a") == 2
    assert not one.memory.get("a"), "nothing is kept twice"

    real = redis.ConnectionPool.get_connection
    asked = []

    def refuse(*given, **more):
        asked.append(1)
        raise redis.ConnectionError("away")

    monkeypatch.setattr(redis.ConnectionPool, "get_connection", refuse)
    assert one.get("a") is None
    one.set("a", 10)
    assert one.incr("a") == 11
    assert len(asked) == 1, "not asked anew by each call"
    monkeypatch.setattr(redis.ConnectionPool, "get_connection", real)
    one.away_until = 0
    assert one.get("a") == 2
    one.clear()
