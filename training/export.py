"""Write the weights, and their checksum into the code that loads them."""

import hashlib
from io import BytesIO
import re
from typing import Any

import numpy as np

from . import nets
from .detector import FOLDER, plate_net

CODE = FOLDER / "plate_net.py"

# The logit of how much rarer plates are among finds in real frames than in the judge's training data.
RARER = 1.0

type Net = tuple[dict[str, Any], dict[str, Any]]


def export(finder: Net, judge: Net) -> None:
    """Write both networks' weights in half precision."""
    weights = nets.folded(*finder) | nets.folded(*judge)
    weights["judge8_b"][0] += RARER
    data = BytesIO()
    np.savez_compressed(data, **weights)  # type: ignore[arg-type]
    plate_net.WEIGHTS.write_bytes(data.getvalue())
    checksum = hashlib.sha256(data.getvalue()).hexdigest()
    code = CODE.read_text()
    CODE.write_text(re.sub(r'SHA256 = "\w*"', f'SHA256 = "{checksum}"', code))
    plate_net.SHA256 = checksum
    plate_net.weights.cache_clear()
    print(
        f"{len(data.getvalue()) // 1000} kB of weights in {plate_net.WEIGHTS.name}",
        flush=True,
    )
