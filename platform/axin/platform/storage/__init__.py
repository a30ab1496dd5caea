"""Files as blobs: a folder under the data folder, or a bucket of an S3-compatible service. Keys begin with the tenant."""

from axin.platform.storage.blobs import FileTooLargeError, Stored, local_copy, read, remove, save

__all__ = ["FileTooLargeError", "Stored", "local_copy", "read", "remove", "save"]
