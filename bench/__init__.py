"""The benchmarks: ours beside rivals written fresh, as ratios within one run (`make bench`)."""
