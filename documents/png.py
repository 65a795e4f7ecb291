"""Whether a picture is a PNG that every format of a report can print."""

import json

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PAGE = b"#set page(width: auto, height: auto)\n#image(bytes(json(bytes(sys.inputs.png))), width: 1cm)"


def size_of(content: bytes) -> tuple[int, int]:
    """Across and down, in dots, as Word reads it. `ValueError` where it is no PNG or breaks off."""
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.image.image import Image  # here: 17 MB of every process that reads no picture

    if not content.startswith(SIGNATURE):
        raise ValueError("This is no PNG.")
    try:
        head = Image.from_blob(content)
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError) as error:
        raise ValueError("This PNG breaks off.") from error
    return head.px_width, head.px_height


def can_be_printed(png: bytes) -> bool:
    """Whether Typst can unpack it, which reads the dots themselves."""
    import typst  # here: 7 MB of every process that sets no page

    try:
        typst.compile(PAGE, format="pdf", sys_inputs={"png": json.dumps(list(png))})
    except typst.TypstError:
        return False
    return True
