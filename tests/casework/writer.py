"""Run by test_killed.py: many office writes at once, each printed once the database has said it is kept."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skillshire.config.settings")


def main(writes: int, threads: int) -> None:
    import django

    django.setup()
    from skillshire.casework import holds
    from skillshire.core import sealing

    sealing.ENOUGH, sealing.MOST = 8, 20  # seals are made in the midst of the writes, too

    def write(number: int) -> None:
        hold = holds.put(
            f"young-person:{number}", reason="A claim", by=f"worker-{number}", on=date(2026, 6, 1)
        )
        os.write(1, f"{hold.pk}\n".encode())

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(write, range(1, writes + 1)))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
