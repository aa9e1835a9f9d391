"""Sources in, articles stored."""

from ingest.items import Failure
from ingest.pipeline import Progress, ingest
from ingest.report import Report

__all__ = ["Failure", "Progress", "Report", "ingest"]
