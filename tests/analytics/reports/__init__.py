"""Reports: the pipeline, what is protected, and what each page says."""
