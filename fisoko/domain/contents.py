"""What a file really is, by its first bytes: a program is refused whatever it is called, and so is a false ending."""

from fisoko.domain import texts

HEAD = 1024  # bytes that are looked at
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xfe\xed\xfa",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"#!",
    b"L\0\0\0\x01\x14\x02",
)
RUN_BY_A_CLICK = """exe com scr pif bat cmd msi msp msix appx dll cpl hta js jse vbs vbe wsf wsh ps1 psm1 lnk url reg
    jar sh run app chm scf inf html htm xhtml mht mhtml svg xml xsl swf iso img vhd vhdx"""
_RUN = frozenset(RUN_BY_A_CLICK.split())
_ZIP, _OLD_OFFICE = (b"PK\x03\x04", b"PK\x05\x06"), (b"\xd0\xcf\x11\xe0",)
BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    **dict.fromkeys(("docx", "xlsx", "pptx", "docm", "xlsm", "odt", "ods", "odp", "zip"), _ZIP),
    **dict.fromkeys(("doc", "xls", "ppt"), (*_OLD_OFFICE, *_ZIP, b"{\\rtf")),
    "rtf": (b"{\\rtf",),
    "png": (b"\x89PNG",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF8",),
    "rar": (b"Rar!",),
    "7z": (b"7z\xbc\xaf\x27\x1c",),
}
TYPES = {  # what is not here goes out as bytes of no kind
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "rtf": "application/rtf",
    "zip": "application/zip",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}
BYTES = "application/octet-stream"


def problem_of(name: str, head: bytes) -> str:
    """Why a file of this name that begins like this is not taken; '' when it is. An empty file is what it says."""
    ending = _ending(name)
    if ending in _RUN or head.startswith(PROGRAMS):
        return texts.PROGRAM.format(name=name)
    if not head:
        return ""
    wanted = BEGINNINGS.get(ending)
    if (ending == "pdf" and b"%PDF-" not in head[:HEAD]) or (wanted and not head.startswith(wanted)):
        return texts.FALSE_ENDING.format(name=name, ending=ending)
    return ""


def type_of(name: str) -> str:
    """What a browser is told that it is."""
    return TYPES.get(_ending(name), BYTES)


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""
