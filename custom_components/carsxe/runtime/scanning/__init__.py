"""From a trigger to what was seen: bursts, scans, and who waits for them."""
