"""Identify what a camera returned instead of a picture."""

_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_STARTS = {
    b"<svg": "SVG",
    b"<": "XML",
    b"{": "JSON",
    b"[": "JSON",
    b"--": "MJPEG: a video",
    b"%PDF": "PDF",
    b"#EXTM3U": "HLS: a video",
    b"FLV": "FLV: a video",
    b"\x1aE\xdf\xa3": "Matroska: a video",
    b"\x00\x00\x01\x00": "ICO",
    b"\x00\x00\x01": "H.264: a video",
    b"\x00\x00\x00\x01": "H.264: a video",
    b"\x00\x00\x00\x0cjP": "JPEG 2000",
    b"\x00\x00\x00\x0cJXL": "JPEG XL",
    b"\xff\x0a": "JPEG XL",
}
_TRANSPORT_PACKET = 188


def name_of(content: bytes) -> str | None:
    """Return the name of a file type that isn't a picture, or None if it is unknown."""
    if not content.strip(b"\0 \t\r\n"):
        return "nothing"
    if content[4:8] == b"ftyp":
        return "HEIC" if content[8:12].lower() in _HEIC else "MP4: a video"
    if content[:4] == b"RIFF" and content[8:12] == b"AVI ":
        return "AVI: a video"
    if content[:1] == content[_TRANSPORT_PACKET : _TRANSPORT_PACKET + 1] == b"G":
        return "MPEG-TS: a video"
    start = content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        lower = start.lower()
        if b"<html" in lower or lower.startswith(
            (b"<!doctype html", b"<head", b"<body")
        ):
            return "HTML: a web page"
        if b"<svg" in lower:
            return "SVG"
    for first, name in _STARTS.items():
        if start.startswith(first) or content.startswith(first):
            return name
    return None
