"""Timings of Skillshire beside its peers. Started by script/bench; explained in docs/performance.md."""
