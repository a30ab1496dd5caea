"""Files: uploaded once, held by fields of records, readable by whoever uploaded them and by who may read such a field."""
