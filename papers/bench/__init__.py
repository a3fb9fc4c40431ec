"""What `manage.py bench_papers` measures (docs/benchmarks.md)."""
