"""Sources in, articles stored."""

from ingest.advice import advice
from ingest.items import Failure
from ingest.pipeline import Progress, ingest
from ingest.removing import remove
from ingest.report import Report

__all__ = ["Failure", "Progress", "Report", "advice", "ingest", "remove"]
