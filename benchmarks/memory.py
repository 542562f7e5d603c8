"""What a worker weighs, and what its first requests cost: `python -m benchmarks.memory --site FOLDER`.

A worker is warmed as the server does it, then asked for pages of up to twenty unions, in both languages, with finished
pages kept. PSS shares out what processes use together, USS is what would be free without this one. Of the first
requests the processor time is told, beside that of the same page asked again. Ends with 1 beyond the bound of `--most`.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.sides import ROOT
from benchmarks.tables import machine

UNIONS = 20
PAGES = ["/{0}/", "/{0}/{news}/", "/{0}/{members}/", "/{0}/{organs}/", "/{0}/{decisions}/", "/{0}/{meetings}/"]
WORDS = {
    "tr": {
        "news": "haberler",
        "members": "uyeler",
        "organs": "organlar",
        "decisions": "kararlar",
        "meetings": "toplantilar",
    },
    "en": {
        "news": "news",
        "members": "members",
        "organs": "organs",
        "decisions": "decisions",
        "meetings": "meetings",
    },
}
BOUND = 90


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--site", type=Path, required=True, help="the DATA_DIR of a loaded site")
    parser.add_argument(
        "--most", type=float, default=BOUND, help=f"MiB of PSS that a worker may weigh (default {BOUND})"
    )
    asked = parser.parse_args()
    environment = {
        "DATA_DIR": str(asked.site.resolve()),
        "DJANGO_SETTINGS_MODULE": "trakyakent_site.settings",
        "DATABASE_URL": "",
    }
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.memory", "work"]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=True
    ).stdout
    found = json.loads(done.splitlines()[-1])
    for name, (pss, uss) in found["weights"].items():
        print(f"{name}: PSS {pss:.1f} MiB, USS {uss:.1f} MiB")
    print("processor ms of the first request, and of the second: ", end="")
    print("; ".join(f"{path} {first:.0f}, {second:.0f}" for path, first, second in found["requests"]))
    print(machine())
    heaviest = max(pss for pss, _uss in found["weights"].values())
    return int(heaviest > asked.most)


# In the process that is weighed


def weight() -> tuple[float, float]:
    """MiB of PSS and USS of this process."""
    text = Path("/proc/self/smaps_rollup").read_text()
    kib = {name: int(size) for name, size in re.findall(r"^(\w+):\s+(\d+) kB", text, re.MULTILINE)}
    return kib["Pss"] / 1024, (kib["Private_Clean"] + kib["Private_Dirty"]) / 1024


def work() -> None:
    from django.core.wsgi import get_wsgi_application

    from benchmarks.inside import ask
    from trakyakent_site.page_cache.application import with_page_cache
    from trakyakent_site.server.warming import warm
    from unions.models import UnionHost

    application = get_wsgi_application()
    warm()
    weights, requests = {"warmed": weight()}, []
    hosts = list(UnionHost.all_unions.filter(is_primary=True).order_by("union").values_list("host", flat=True)[:UNIONS])
    for path in pages("tr"):
        spent = []
        for _time in range(2):
            started = time.process_time()
            ask(application, path, hosts[0])
            spent.append(1000 * (time.process_time() - started))
        requests.append((path, *spent))
    weights["after the pages of one union"] = weight()
    cached = with_page_cache(application)
    for host in hosts:
        for path in [*pages("tr"), *pages("en")]:
            ask(cached, path, host), ask(application, path, host)
    weights[f"after the pages of {len(hosts)} unions"] = weight()
    print(json.dumps({"weights": weights, "requests": requests}))


def pages(language: str) -> list[str]:
    return [page.format(language, **WORDS[language]) for page in PAGES]


if __name__ == "__main__":
    if sys.argv[1:] == ["work"]:
        import django

        django.setup()
        work()
    else:
        sys.exit(main())
