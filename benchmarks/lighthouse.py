"""What Lighthouse says of twelve page types on a phone: `python -m benchmarks.lighthouse http://trakyakent.localhost:8000`.

Three runs a page on a quiet machine, of which the median counts; less than 100 is named with what it was lost for.
Lighthouse is no part of the project: `npx` fetches it, or finds it in the folder given as LIGHTHOUSE. CHROME_PATH names
the browser. The site has to be a demonstration without DEBUG, as `bin/serve` starts it. A row is printed as soon as a
page is done, and the whole table at the end; `--only` takes the first pages alone, to see whether everything is there.
"""

import argparse
import json
import os
import statistics
import subprocess

from benchmarks.tables import table

# A browser that does not start in time is begun anew.
TRIES = 3
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
PAGES = [
    *["/tr/", "/tr/uyeler/", "/tr/uyeler/harita/", "/tr/kararlar/", "/tr/toplantilar/", "/tr/haberler/"],
    *["/tr/organlar/", "/tr/organlar/meclis/", "/tr/iletisim/", "/tr/belgeler/yillik/", "/tr/bilgi-edinme/"],
    "/en/union/",
]


def run(address: str) -> dict:
    """One visit, as Lighthouse reports it; ends the measurement, with its words, where it does not report."""
    command = ["npx", "--yes", "lighthouse", address, "--quiet", "--output=json"]
    command += [f"--only-categories={','.join(CATEGORIES)}", "--chrome-flags=--headless=new --no-sandbox"]
    for _try in range(TRIES):
        done = subprocess.run(command, capture_output=True, cwd=os.environ.get("LIGHTHOUSE") or None)
        if done.returncode == 0:
            return json.loads(done.stdout)
    raise SystemExit(f"Lighthouse does not finish {address}: {done.stderr.decode(errors='replace')[-600:]}")


def row_of(path: str, reports: list[dict]) -> list[str]:
    """The median of each score, bytes and requests of the first run, and what cost a point."""
    first = reports[0]
    scores = [
        round(statistics.median(report["categories"][name]["score"] for report in reports) * 100) for name in CATEGORIES
    ]
    requests = first["audits"]["network-requests"]["details"]["items"]
    weighed = {each["id"] for name in CATEGORIES for each in first["categories"][name]["auditRefs"] if each["weight"]}
    lost = [key for key, audit in first["audits"].items() if key in weighed and (audit["score"] or 0) < 1]
    lost = [key for key in lost if first["audits"][key]["scoreDisplayMode"] not in ["notApplicable", "manual"]]
    sent = sum(each.get("transferSize", 0) for each in requests)
    return [path, *map(str, scores), str(sent), str(len(requests)), ", ".join(lost)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("origin")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", type=int, default=len(PAGES), help="how many of the pages are asked")
    parser.add_argument("--after", type=int, default=0, help="how many of the pages are left out first")
    chosen = parser.parse_args()
    rows = []
    for path in PAGES[chosen.after :][: chosen.only]:
        rows.append(row_of(path, [run(chosen.origin.rstrip("/") + path) for _run in range(chosen.runs)]))
        print(*rows[-1], flush=True)
    print()
    print(table(["page", *CATEGORIES, "bytes", "requests", "lost for"], rows))


if __name__ == "__main__":
    main()
