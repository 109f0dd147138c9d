"""The doors to the same path: the command line now, the browser and the API beside it."""
