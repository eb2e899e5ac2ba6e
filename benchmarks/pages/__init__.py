"""What pages cost, on SQLite and PostgreSQL, each beside a bare Django view in the same run and server.

`python -m benchmarks.pages [sqlite] [postgres] [--seconds 8] [--crowds 100,1000,10000]`. The site is
served as operators are told to: gunicorn, two workers of one thread. Eight people ask at a time, from
another process. Processor time is that of the server's whole process tree, so that other
work on the machine does not count; requests per second do suffer from it, and are read beside the
bare view's in the same run.
"""
