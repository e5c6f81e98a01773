"""The suffixes of files that hold many pages. Any other file is one page."""

ARCHIVES = (".warc", ".wet", ".warc.gz", ".wet.gz", ".warc.zst", ".wet.zst")
LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst")
TABLES = (".parquet",)
CSV = (".csv", ".tsv", ".csv.gz", ".tsv.gz", ".csv.zst", ".tsv.zst")
