"""The driver behind `make report`: what is stale, kernels, papermill, the swap of whole articles and its record."""
