"""What must hold for all that the other tests did; it runs last."""

import json
import re
from urllib.parse import quote, quote_plus

from .conftest import KEY, House

KEY_FORMS = {
    KEY,
    quote(KEY),
    quote(KEY, safe=""),
    quote_plus(KEY),
    json.dumps(KEY)[1:-1],
}


async def test_log(house: House) -> None:
    """Neither the key nor a snapshot's address is in the log, and nothing of ours failed."""
    log = house.home.log.read_text()
    assert "custom_components.carsxe" in log
    assert not [form for form in KEY_FORMS if form in log]
    # Texts that are sent to the browser name the path, but no picture.
    assert not re.search(r"/api/carsxe/snapshot/[\w-]{8}", log)
    ours = [line for line in log.splitlines() if "custom_components.carsxe" in line]
    assert not [line for line in ours if "Traceback" in line or "ERROR" in line]
    assert "Invalid config" not in log
