"""What pictures cost a worker: `python -m benchmarks.uploads [NUMBER]` stores photographs and prints memory and time.

The worker's memory is that of this process, which does what a worker does; the peak of the child is that of the
largest picture in it.
"""

import io
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")


def resident() -> float:
    """Megabytes that this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 1024 / 1024


def main(number: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trakyakent_site.settings")
    os.environ.setdefault("DATA_DIR", tempfile.mkdtemp())
    import django

    django.setup()
    from django.core.files.base import ContentFile
    from PIL import Image

    from unions.files import decoder, renditions

    noise = Image.effect_noise((500, 375), 60).resize((4000, 3000)).convert("RGB")
    buffer = io.BytesIO()
    noise.save(buffer, "JPEG", quality=80)
    photograph, name = buffer.getvalue(), "a/b/c/foto-4000x3000.jpg"
    strip = io.BytesIO()
    Image.new("L", (30_000, 1_333)).save(strip, "PNG")
    del noise
    print(f"{len(photograph) / 1e6:.1f} MB a photograph; before: {resident():.0f} MiB")
    times = []
    for count in range(1, number + 1):
        begin = time.monotonic()
        decoder.decode(ContentFile(photograph, name="foto.jpg"))
        decoder.copies_of(ContentFile(photograph), name, renditions.STEPS)
        times.append(time.monotonic() - begin)
        if count in {1, 5, 10, 20, 50, number}:
            usual, slow = sorted(times)[count // 2], sorted(times)[count * 95 // 100]
            print(f"after {count} pictures: {resident():.0f} MiB; p50 {usual:.2f} s, p95 {slow:.2f} s")
    decoder.decode(ContentFile(strip.getvalue(), name="strip.png"))
    decoder.decoder.end()
    decoder.copying_decoder.end()
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"after a strip of 40 million pixels: {resident():.0f} MiB; the largest child took {child:.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
