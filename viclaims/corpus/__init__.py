"""Many articles at once, on Dask."""
