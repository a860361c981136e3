"""The look of HTML pages; in notebooks every rule stays inside the element of class ``symhess``.

Colours follow the reader's light or dark setting: marks are mixed with the colour of the text around them.
"""

from __future__ import annotations

from typing import Final

from symhess.render.figure.marks import MARKS

__all__ = ["FRAGMENT_STYLE", "PAGE_STYLE"]

_MARK_RULES: Final = "\n".join(
    f".symhess .{kind.value}{{color:#{mark.colour};color:color-mix(in srgb,#{mark.colour} 62%,currentColor)}}"
    for kind, mark in MARKS.items()
)

PAGE_STYLE: Final = """
:root{color-scheme:light dark}
body{margin:0;background:#fff;color:#1b1b1b}
main{max-width:52rem;margin:0 auto;padding:2rem 1.25rem 3rem}
@media (prefers-color-scheme:dark){body{background:#15171a;color:#e6e6e6}}
@media print{body{background:#fff;color:#000}main{padding:0}}
"""

FRAGMENT_STYLE: Final = f"""
.symhess{{font-family:"Latin Modern Roman","STIX Two Text",Georgia,"Times New Roman",serif;
font-size:1.06rem;line-height:1.5}}
.symhess math{{font-size:1.04em}}
.symhess>h1,.symhess>h2{{font-size:1.45em;margin:0 0 .6em;line-height:1.25}}
.symhess .level1{{font-size:1.08em;margin:0;display:inline}}
.symhess .level2{{font-size:1em;font-style:italic;font-weight:normal;margin:.8em 0 .3em}}
.symhess p{{margin:.4em 0}}
.symhess details{{margin:1em 0 .4em}}
.symhess summary{{cursor:pointer;margin-bottom:.3em}}
.symhess summary:focus-visible,.symhess .scroll:focus-visible{{outline:2px solid #1F5FA8;
outline-color:color-mix(in srgb,#1F5FA8 62%,currentColor);outline-offset:3px;border-radius:2px}}
.symhess .result{{border:1px solid currentColor;border-radius:3px;padding:.35em .8em;margin:1em 0;
background:rgba(90,140,210,.08)}}
.symhess .result.open{{border-style:dashed}}
.symhess .lines{{display:grid;grid-template-columns:fit-content(50%) max-content minmax(0,1fr) fit-content(50%);
column-gap:.35em;row-gap:.4em;align-items:baseline;margin:.5em 0 .5em 1.2em}}
.symhess .line{{display:contents}}
.symhess .left{{text-align:right;grid-column:1}}
.symhess .relation{{grid-column:2}}
.symhess .right{{grid-column:3/4;overflow-x:auto;overflow-y:hidden;padding-bottom:.1em}}
.symhess .rule{{grid-column:4;text-align:right;opacity:.72;font-size:.82em}}
.symhess .long{{grid-column:3/5}}
.symhess .cases{{list-style:none;padding-left:0;margin:.3em 0}}
.symhess .cases .cases,.symhess .cases li>:not(p:first-child){{margin-left:1.4em}}
.symhess .scroll{{overflow-x:auto;margin:.8em 0}}
.symhess table{{border-collapse:collapse;margin:0 auto;border-top:2px solid;border-bottom:2px solid}}
.symhess caption{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}}
.symhess thead tr{{border-bottom:1px solid;background:none}}
.symhess th,.symhess td{{padding:.22em .7em;font-weight:normal;vertical-align:baseline;border:0;
background:none;white-space:nowrap}}
.symhess .left,.symhess td.left,.symhess th.left{{justify-self:end}}
.symhess th.left,.symhess td.left{{text-align:left}}
.symhess th.right,.symhess td.right{{text-align:right}}
.symhess th.centre,.symhess td.centre{{text-align:center}}
.symhess .mark{{font-weight:bold;margin-right:.15em}}
{_MARK_RULES}
.symhess figure{{display:inline-block;vertical-align:top;width:49%;min-width:17rem;margin:.6em 0;
text-align:center}}
.symhess figure svg{{width:100%;height:auto;max-width:26rem;background:#fff;border-radius:4px}}
.symhess figcaption,.symhess .note{{font-size:.88em;opacity:.78}}
.symhess footer{{margin-top:1.6em;padding-top:.4em;border-top:1px solid;font-size:.82em;opacity:.72}}
@media (max-width:40rem){{.symhess .rule{{grid-column:3/5;text-align:left}}.symhess figure{{width:100%}}}}
@media print{{.symhess figure,.symhess table,.symhess .result,.symhess .lines{{break-inside:avoid}}
.symhess summary{{break-after:avoid;list-style:none}}
.symhess details::details-content{{content-visibility:visible;block-size:auto}}}}
"""
