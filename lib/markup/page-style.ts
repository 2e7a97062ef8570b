import { FONTS, RULE, TONES } from "./theme.ts";

type Palette = Record<keyof typeof TONES, (typeof TONES)["plain"]> & { rule: string };

const LIGHT: Palette = { ...TONES, rule: RULE };

/** The same tones on a dark ground; drawings keep the light card that they bring. */
const DARK: Palette = {
  plain: { ink: "#e4e8ee", ground: "#161b22", line: "#8791a1" },
  quiet: { ink: "#aab4c2", ground: "#161b22", line: "#8791a1" },
  calm: { ink: "#c8d0db", ground: "#232b36", line: "#8691a2" },
  accent: { ink: "#a9c9f8", ground: "#1a2c47", line: "#6a9ade" },
  pass: { ink: "#93deb6", ground: "#14301f", line: "#4aa978" },
  fail: { ink: "#f5b0a8", ground: "#3b1a17", line: "#d8776b" },
  live: { ink: "#f0cd86", ground: "#33270d", line: "#c0902f" },
  rule: "#37404d",
};

function variables({ rule, ...tones }: Palette): string {
  const written = Object.entries(tones).map(
    ([name, { ink, ground, line }]) =>
      `--${name}-ink:${ink};--${name}-ground:${ground};--${name}-line:${line}`,
  );
  return [...written, `--rule:${rule}`].join(";");
}

const TONE_CLASSES = Object.keys(TONES)
  .map(
    (name) =>
      `.${name}{color:var(--${name}-ink);background:var(--${name}-ground);border-color:var(--${name}-line)}`,
  )
  .join("\n");

/**
 * The style sheet of every page: readable from 320 pixels up, light and dark, and on paper. Nothing
 * is loaded; classes named after a tone give ink, ground and line of `markup/theme.ts`.
 */
export const PAGE_STYLE: string = `
:root{color-scheme:light dark;${variables(LIGHT)}}
@media screen and (prefers-color-scheme:dark){:root{${variables(DARK)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--plain-ground);color:var(--plain-ink);font:16px/1.55 ${FONTS.sans};overflow-wrap:anywhere}
header,main,footer{max-width:56rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.5rem}
footer{padding-bottom:3rem;color:var(--quiet-ink);font-size:.875rem}
main>section,footer>:first-child{margin-top:2.25rem;border-top:1px solid var(--rule);padding-top:1.25rem}
h1,h2,h3{line-height:1.25;margin:0 0 .5rem}
h1{font-size:1.75rem}h2{font-size:1.3rem}h3{font-size:1rem;margin-top:1.5rem}
p{margin:.5rem 0}
a{color:var(--accent-ink)}
:focus-visible{outline:3px solid var(--accent-line);outline-offset:2px}
${TONE_CLASSES}
.crumb,.quiet{color:var(--quiet-ink);background:none;font-size:.9rem}
.score{font-size:1.15rem;font-weight:600}
.bar{height:.6rem;border:1px solid var(--calm-line);border-radius:.3rem;overflow:hidden;margin:.4rem 0 1rem;max-width:24rem}
.bar>span{display:block;height:100%;background:var(--pass-line)}
.notice{border:1px solid;border-left-width:6px;border-radius:8px;padding:.7rem 1rem;margin:1rem 0}
.notice p:first-child{margin-top:0}.notice p:last-child{margin-bottom:0}
.badge{display:inline-block;border:1px solid;border-radius:6px;padding:0 .55rem;font-size:.85rem;font-weight:600;white-space:nowrap}
.head{display:flex;flex-wrap:wrap;gap:.25rem 1rem;justify-content:space-between;align-items:baseline}
.worth{white-space:nowrap;font-weight:600}
ul.plainly,ul.checks{list-style:none;padding:0;margin:.5rem 0}
ul.checks>li{border-top:1px solid var(--rule);padding:.7rem 0;break-inside:avoid}
.line{display:grid;grid-template-columns:8.5rem 1fr auto;gap:.35rem .75rem;align-items:baseline}
.line>.badge{justify-self:start}
nav .line{padding:.2rem 0}
dl{margin:.5rem 0 0;display:grid;grid-template-columns:8.5rem 1fr;gap:.35rem .75rem}
dt{color:var(--quiet-ink)}dd{margin:0;white-space:pre-wrap;min-width:0}
code,pre{font-family:${FONTS.mono};font-size:.875em}
code{background:var(--calm-ground);color:var(--plain-ink);border-radius:4px;padding:.05em .3em}
pre{margin:.5rem 0;padding:.75rem 1rem;border:1px solid var(--rule);border-radius:8px;background:var(--calm-ground);color:var(--plain-ink);white-space:pre-wrap}
figure{margin:.5rem 0}
figcaption,summary{color:var(--quiet-ink);font-size:.9rem}
.scroll{overflow-x:auto;max-width:100%}
.scroll svg{display:block}
.scroll td{overflow-wrap:break-word}
summary{cursor:pointer}
caption{text-align:left;padding:.25rem 0}
table{border-collapse:collapse;width:100%}
th{overflow-wrap:break-word}
th,td{text-align:left;vertical-align:baseline;padding:.4rem .6rem;border-bottom:1px solid var(--rule)}
thead th{border-bottom:2px solid var(--plain-line)}
.number{text-align:right;font-variant-numeric:tabular-nums}
.wide{overflow-wrap:normal}
.wide th,.wide td{padding:.4rem .5rem}
.wide thead .quiet{display:block;font-weight:400;font-size:.8rem;hyphens:auto}
.wide th:first-child{position:sticky;left:0;background:var(--plain-ground)}
.figures{display:flex;flex-wrap:wrap;gap:.5rem 2rem;padding:0;margin:1rem 0;list-style:none}
.figures strong{display:block;font-size:1.5rem}
body.broad header,body.broad main,body.broad footer{max-width:76rem}
@media (max-width:34rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}header,main,footer{padding-left:.9rem;padding-right:.9rem}.line{grid-template-columns:1fr auto}.line>.title{grid-row:2;grid-column:1/-1}nav .line{padding:.35rem 0}th,td{padding:.35rem .4rem}}
@media print{body{font-size:10.5pt}header,main,footer{max-width:none;padding-left:0;padding-right:0}.scroll{overflow:visible}.screen{display:none}a{color:inherit}h2,h3,figcaption{break-after:avoid}figure{break-inside:avoid}.wide{width:100%}.wide th:first-child{position:static}}
`.trim();
