"""The driver behind `make report`: what is stale, kernels, papermill, the record of the last good run."""
