"""What `make` calls. The standard library only: these modules run before anything is installed."""
