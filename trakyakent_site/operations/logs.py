import json
import logging
import re
import time

# The secret part of an address that lets somebody in.
SECRET = re.compile(r"(?<=/)[\w-]{32,}(?=[/?\s'\"]|$)")


class JsonLines(logging.Formatter):
    """A log record as one line of JSON, without the address or the data of a visitor."""

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%SZ"),
            "level": record.levelname,
            "logger": record.name,
            "message": SECRET.sub("…", record.getMessage()),
        }
        if hasattr(record, "status_code"):
            line["status"] = record.status_code
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
