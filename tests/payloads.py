"""Texts that would be elements, scripts or requests if a page took them for more than text."""

from __future__ import annotations

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src='http://127.0.0.2:9/pixel.png'>",
    "![pixel](http://127.0.0.2:9/pixel.png)",
    "[click me](javascript:alert(1))",
    "<a href='javascript:alert(1)'>click</a>",
    "<svg onload=alert(1)></svg>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src='http://127.0.0.2:9/'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<form action='http://127.0.0.2:9/'><input type=password name=p></form>",
    "<div style='position:fixed;inset:0;background:red'>over it all</div>",
    "<div style='background:url(http://127.0.0.2:9/b.png)'>b</div>",
    "<style>body{display:none}</style>",
    "<link rel=stylesheet href='http://127.0.0.2:9/s.css'>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.2:9/'>",
    "<base href='http://127.0.0.2:9/'>",
    "<video autoplay src='http://127.0.0.2:9/v.mp4' onerror=alert(1)></video>",
    "<details open ontoggle=alert(1)>d</details>",
    "<input autofocus onfocus=alert(1)>",
    "<object data='http://127.0.0.2:9/o'></object>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "</textarea></blockquote></button><script>alert(1)</script>",
    "${alert(1)} {{constructor.constructor('alert(1)')()}} `${alert(1)}`",
    "$$\\href{javascript:alert(1)}{x}$$",
    "```mermaid graph TD; A[<img src=x onerror=alert(1)>]```",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62;",
]

MADE = (
    "script, img, iframe, form, style, link, base, video, object, input, textarea, details, math,"
    " svg, a, meta, noscript, [onerror], [onload], [onclick], [onfocus], [ontoggle], [style*=fixed]"
)
"""What a page of ours never makes of text."""
