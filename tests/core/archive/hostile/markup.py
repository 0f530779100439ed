"""XML with entities, drawings that run something."""

from tests.core.archive.hostile.bombs import noise
from tests.core.archive.hostile.case import Case, with_file

_LONG = noise(64 * 1024).hex().encode()
_NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_LAUGHS = "".join(
    f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "ha"}{("&l" + str(n - 1) + ";") * 9 if n else ""}">'
    for n in range(10)
)
_DECLARED = {
    "a billion laughs": f"<!DOCTYPE a [{_LAUGHS}]><a>&l9;</a>",
    "a quadratic bomb": f'<!DOCTYPE a [<!ENTITY b "{"x" * 9_000}">]><a>{"&b;" * 9_000}</a>',
    "a file from outside": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "an address from outside": '<!DOCTYPE a [<!ENTITY b SYSTEM "http://169.254.169.254/">]><a>&b;</a>',
    "parameters": '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://example.org/x.dtd"> %b;]><a/>',
    "a declaration elsewhere": '<!DOCTYPE a SYSTEM "http://example.org/x.dtd"><a/>',
    "a public declaration elsewhere": '<!DOCTYPE svg PUBLIC "-//EVIL//DTD SVG//EN" "http://example.org/x.dtd"><svg/>',
    "an empty declaration": "<!DOCTYPE a []><a/>",
    "attributes by declaration": '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]><svg/>',
    "the W3C's, with more": '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd" [<!ENTITY b "c">]><svg/>',
}
_RUNNING = {
    "script": "<script>alert(1)</script>",
    "script of a prefix": '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
    "script in capitals": "<SCRIPT>alert(1)</SCRIPT>",
    "script from elsewhere": '<script xlink:href="http://example.org/x.js"/>',
    "script in CDATA": "<script><![CDATA[alert(1)]]></script>",
    "onload": '<g onload="alert(1)"/>',
    "onclick": '<rect onclick="alert(1)"/>',
    "ONMOUSEOVER": '<rect ONMOUSEOVER="alert(1)"/>',
    "onbegin of an animation": '<animate onbegin="alert(1)"/>',
    "onerror": '<image href="x" onerror="alert(1)"/>',
    "a link that runs": '<a xlink:href="javascript:alert(1)"><text>x</text></a>',
    "a link that runs, spelt": '<a href="&#106;ava&#115;cript:alert(1)"><text>x</text></a>',
    "a link that runs, with tabs": '<a href=" java&#9;script&#10;:alert(1)"><text>x</text></a>',
    "a link that runs, in capitals": '<a href="JaVaScRiPt:alert(1)"><text>x</text></a>',
    "an old script": '<a href="vbscript:msgbox(1)"><text>x</text></a>',
    "a page in a link": '<a href="data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;"><text>x</text></a>',
    "a drawing in a drawing": '<use href="data:image/svg+xml;base64,PHN2Zy8+#x"/>',
    "a page inside": '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
    "a frame inside": '<iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/>',
    "an embedded object": '<embed xmlns="http://www.w3.org/1999/xhtml" src="x"/>',
    "a link set later": '<a><set attributeName="href" to="javascript:alert(1)"/></a>',
    "a link set later, by name": '<a><animate attributeName="xlink:href" values="x"/></a>',
    "a handler set later": '<rect><set attributeName="onclick" to="alert(1)"/></rect>',
    "a listener": '<handler type="text/ecmascript">alert(1)</handler>',
}


def cases() -> list[Case]:
    found = []
    for name, text in _DECLARED.items():
        for kind in ("xml", "svg"):
            found.append(Case(f"{name} in {kind}", "entities", with_file(f"content/x.{kind}", text.encode())))
    found += [
        Case(f"{name} in a drawing", "script", with_file("content/x.svg", _drawing(body)))
        for name, body in _RUNNING.items()
    ]
    wide = (
        '<?xml version="1.0" encoding="UTF-16"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    )
    return [
        *found,
        Case("a script in UTF-16", "script", with_file("content/x.svg", wide.encode("utf-16"))),
        Case(
            "entities in UTF-16",
            "entities",
            with_file("content/x.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")),
        ),
        Case(
            "a script in UTF-7",
            "markup",
            with_file("content/x.svg", b'<?xml version="1.0" encoding="UTF-7"?>+ADw-script/+AD4-'),
        ),
        Case(
            "a script in a library's drawing",
            "script",
            with_file("H5P.X-1.0/icon.svg", _drawing("<script/>")),
        ),
        Case("a drawing named in capitals", "script", with_file("content/X.SVG", _drawing("<script/>"))),
        Case(
            "a style sheet that transforms",
            "script",
            with_file("content/x.svg", b'<?xml-stylesheet type="text/xsl" href="x.xsl"?>' + _drawing("")),
        ),
        Case(
            "a program for a server",
            "script",
            with_file("content/x.svg", b"<?php system('id') ?>" + _drawing("")),
        ),
        Case(
            "before it breaks off",
            "script",
            with_file("content/x.svg", _drawing("<script>alert(1)</script>")[:-4]),
        ),
        Case("a drawing that breaks off", "markup", with_file("content/x.svg", _drawing("<g>"))),
        Case("a page that calls itself a drawing", "markup", with_file("content/x.svg", b"<p>x<p>y")),
        Case(
            "elements in elements", "markup", with_file("content/x.svg", _drawing("<g>" * 300 + "</g>" * 300))
        ),
        Case("elements in elements without end", "markup", with_file("content/x.xml", b"<a>" * 100_000)),
        Case(
            "a very long attribute",
            "entry_too_large",
            with_file("content/x.xml", b"<a b='" + _LONG * 70 + b"'/>"),
            heavy=True,
        ),
        Case(
            "a script behind a megabyte",
            "script",
            with_file("content/x.svg", _drawing(f"<!--{_LONG.decode() * 9}--><script/>")),
            heavy=True,
        ),
        Case(
            "a script across two pieces",
            "script",
            with_file("content/x.svg", _drawing("<!--" + "-x" * 32_702 + "--><script/>")),
        ),
    ]


def _drawing(body: str) -> bytes:
    return f"<svg {_NS}>{body}</svg>".encode()
