"""Several transactions that are really parallel: for tests on PostgreSQL."""

import threading

from django.db import connection

THREADS = 6


def at_once(act):
    """Run `act(number)` in several threads that start together; returns results and errors."""
    barrier = threading.Barrier(THREADS)
    results, errors = [], []

    def run(number):
        try:
            barrier.wait()
            results.append(act(number))
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results, errors
