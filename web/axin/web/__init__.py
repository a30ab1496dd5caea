"""Composition: the Litestar app, its routes, the command line, the processes, the studio's files."""
