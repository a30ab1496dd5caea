"""Every kind of job of the runtime, registered by the import of the module that does it."""
