"""A page opened by a headless browser that cannot reach any network, and what was measured in it."""

import json
import re
import shutil
import subprocess
from functools import cache
from html import unescape

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DARK = "--blink-settings=preferredColorScheme=0"
OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=2000",
)  # fmt: skip

# What the page shows is measured by a script that the tests add; the pages themselves have none.
PROBE = """
<script>
addEventListener("load", () => {
const all = (what, within = document) => [...within.querySelectorAll(what)];
const box = element => element.getBoundingClientRect();
const numbers = text => (text.match(/[\\d.]+/g) || []).map(Number);
function srgb(text) {  // "rgb(1, 2, 3)" and "color(srgb 0.1 0.2 0.3)" as parts of 1
  const [r, g, b, a = 1] = numbers(text.replace("srgb", ""));
  return (text.startsWith("color") ? [r, g, b] : [r / 255, g / 255, b / 255]).concat(a);
}
const over = (front, back) => [0, 1, 2].map(k => front[3] * front[k] + (1 - front[3]) * back[k]).concat(1);
const linear = c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
const luminance = c => 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
function contrast(element) {
  const line = [];
  for (let e = element; e; e = e.parentElement) line.unshift(getComputedStyle(e));
  let back = [1, 1, 1, 1], opacity = 1;
  for (const style of line) { back = over(srgb(style.backgroundColor), back); opacity *= Number(style.opacity); }
  const front = srgb(line.at(-1).color);
  const shown = over([front[0], front[1], front[2], front[3] * opacity], back);
  const [low, high] = [luminance(shown), luminance(back)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
const ownText = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
const texts = all("main *, article *").filter(e => ownText(e) && !e.closest("svg, style, script, caption"));
const folded = all("details").filter(e => !e.open).length;
all("details").forEach(e => { e.open = true; });
const hidden = all("math").filter(e => box(e).height === 0 || box(e).width === 0).length;
const fractions = all("mfrac").filter(e => box(e.children[0]).bottom > box(e.children[1]).top + 1).length;
const raised = all("msup").filter(e => box(e.children[1]).top >= box(e.children[0]).top).length;
const unseen = all("summary, [tabindex]").filter(e => {
  e.focus({focusVisible: true});
  return document.activeElement !== e || getComputedStyle(e).outlineStyle === "none";
}).length;
const measured = {
  dark: matchMedia("(prefers-color-scheme: dark)").matches,
  mathematics: all("math").length,
  folded, hidden, fractions, raised, unseen,
  stops: all("summary, [tabindex]").length,
  overflow: document.documentElement.scrollWidth - innerWidth,
  requests: performance.getEntriesByType("resource").map(entry => entry.name).filter(n => !n.startsWith("data:")),
  contrast: Math.min(...texts.map(contrast)),
  pictures: all("figure svg").filter(e => box(e).height > 100 && box(e).width > 100).length,
  outside: getComputedStyle(document.querySelector("#outside") || document.body).fontSize,
};
const out = document.createElement("pre");
out.id = "measured";
out.textContent = JSON.stringify(measured);
document.body.append(out);
});
</script>
"""


@cache
def find_browser():
    """The path of a browser, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def measure(page, folder, width=900, *options):
    """Open the page and return what the probe found."""
    file = folder / "page.html"
    file.write_text(page.replace("</body>", PROBE + "</body>"), "utf-8")
    profile = f"--user-data-dir={folder / 'profile'}"
    command = [find_browser(), *OPTIONS, profile, f"--window-size={width},1200", *options, "--dump-dom", file.as_uri()]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return json.loads(unescape(re.search(r'<pre id="measured">(.*?)</pre>', run.stdout, re.DOTALL)[1]))
