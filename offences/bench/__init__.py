"""How fast the reading and loading of extracts is, beside what it is measured against: `manage.py bench_extracts`.

What each bench measures, and why it is fair, is told in docs/benchmarks.md.
"""
