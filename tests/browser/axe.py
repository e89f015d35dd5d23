"""Find what keeps users with a disability from using a part of a page."""

import json

from playwright.async_api import Locator

from demo.process import REPOSITORY

AXE = REPOSITORY / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


async def violations(part: Locator, *excepted: str) -> list[str]:
    """Return the violations of all but the excepted rules in a part of a page."""
    if not await part.page.evaluate("'axe' in window"):
        await part.page.evaluate(AXE.read_text())
    options = {
        "resultTypes": ["violations"],
        "rules": {rule: {"enabled": False} for rule in excepted},
    }
    result = await part.evaluate("(part, options) => axe.run(part, options)", options)
    assert len(result["passes"]) > 5
    return [
        f"{violation['id']}: {json.dumps([node['html'] for node in violation['nodes']])}"
        for violation in result["violations"]
    ]
