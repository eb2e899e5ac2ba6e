"""Reading XML that somebody else wrote: no DTD, no entities, nothing fetched."""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext_lazy as _

from lms.core.errors import UserError

# Parsers accept a DTD in any encoding that XML may have, so it is looked for in each of them.
_DECLARATIONS = tuple(
    re.compile(re.escape("<!" + word).encode(encoding).replace(b"\\\x00", b"\x00"))
    for word in ("DOCTYPE", "ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


def declares_a_type(data: bytes) -> bool:
    """Whether the bytes hold a DTD or an entity: no format that we read needs one."""
    return any(pattern.search(data) for pattern in _DECLARATIONS)


def parse(data: bytes) -> Element:
    """The root element of `data`; raises UserError for what is not XML or not harmless."""
    if declares_a_type(data):
        raise UserError(
            _("The file declares its own document type or entities. That is refused for safety."),
            code="xml_declarations",
        )
    try:
        return ElementTree.fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise UserError(_("The file is not valid XML."), code="xml_invalid") from error
