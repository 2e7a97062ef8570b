import type { Drawing } from "../../lib/markup/drawing.ts";

/** What a place where notebooks are shown lays under outputs and around them. */
interface Host {
  name: string;
  style: string;
  body: string;
  dark?: true;
  /** JupyterLab shows an SVG as an image. */
  images?: true;
}

/** Rules that reach into outputs; from the packages `@jupyterlab/rendermime` 4.6 and `…/outputarea`. */
const JUPYTERLAB = `
  .output { overflow: auto; font: 13px/1.6 sans-serif; color: var(--ink); }
  body { background: var(--page); margin: 0; padding: 8px; }
  .output a:link { color: var(--link); text-decoration: none; }
  .output pre, .output code { border: 0; background-color: var(--page); color: var(--ink); padding: 0; font-size: inherit; }
  .output :not(pre) > code { background-color: var(--code); padding: 1px 5px; }
  .output ul { list-style: disc; margin-bottom: 1em; padding-left: 2em; }
  .output table { border-collapse: collapse; border: none; color: var(--ink); font-size: 12px; table-layout: fixed; margin: 0 auto 1em; }
  .output thead { border-bottom: 1px solid var(--ink); vertical-align: bottom; }
  .output td, .output th, .output tr { vertical-align: middle; padding: .5em; line-height: normal; white-space: normal; border: none; text-align: right; }
  .output tbody tr:nth-child(odd) { background: var(--page); }
  .output tbody tr:nth-child(even) { background: var(--code); }
  .output svg, .output .html img { max-width: 100%; height: auto; }
`;

/** From VS Code's notebook view, `backLayerWebView.ts`. */
const VSCODE = `
  body { background: #1f1f1f; color: #cccccc; font: 13px sans-serif; margin: 0; padding: 8px; }
  .output { overflow-x: auto; }
  a { color: #4daafc; } code { color: #d0d0d0; }
  table, thead, tr, th, td, tbody { border: none !important; border-spacing: 0; border-collapse: collapse; }
  table, th, tr { vertical-align: middle; text-align: right; }
  thead { font-weight: bold; background-color: rgba(130, 130, 130, 0.16); }
  th, td { padding: 4px 8px; }
  tr:nth-child(even) { background-color: rgba(130, 130, 130, 0.08); }
  tbody th { font-weight: normal; }
`;

/** What Notebook 6 says of preformatted text; from its `style.min.css`. */
const NOTEBOOK = `
  body { background: #fff; color: #000; font: 13px/1.43 sans-serif; margin: 0; padding: 8px; }
  .output { overflow-x: auto; }
  .output pre { display: block; margin: 1em 2em; padding: 0; font-size: 100%; word-break: break-all; word-wrap: break-word; color: #000; background-color: #fff; border: 0; }
  .output code { font-size: 90%; padding: 2px 4px; color: #000; background-color: #eff0f1; }
`;

const LIGHT = "body { --ink: #212121; --page: #ffffff; --link: #1565c0; --code: #eeeeee; }";
const DARK = "body { --ink: #dcdcdc; --page: #111111; --link: #64b5f6; --code: #424242; }";

/** The places in which the drawings are looked at. */
export const HOSTS: readonly Host[] = [
  { name: "JupyterLab, light", style: LIGHT + JUPYTERLAB, body: "", images: true },
  {
    name: "JupyterLab, dark",
    style: DARK + JUPYTERLAB,
    body: 'data-jp-theme-light="false"',
    dark: true,
    images: true,
  },
  { name: "Notebook 6", style: NOTEBOOK, body: "" },
  { name: "VS Code, dark", style: VSCODE, body: 'class="vscode-dark"', dark: true },
  { name: "a page that says nothing", style: ".output { overflow-x: auto; }", body: "" },
];

/** A page with all the drawings, as the host shows them. */
export function pageIn({ style, body, images }: Host, drawings: readonly Drawing[]): string {
  const outputs = drawings.map(({ mime, markup }) => {
    const asImage = images === true && mime === "image/svg+xml";
    const shown = asImage
      ? `<img alt="" src="data:image/svg+xml,${encodeURIComponent(markup)}">`
      : markup;
    return `<div class="output ${asImage ? "svg" : "html"}" tabindex="0">${shown}</div>`;
  });
  const head = `<meta charset="utf-8"><title>Outputs</title><style>${style}</style>`;
  return `<!doctype html><html lang="en"><head>${head}</head><body ${body}><main><h1>Outputs</h1>${outputs.join("\n")}</main></body></html>`;
}

/** What is left of a drawing where all styles are taken away, as on GitHub. */
export function withoutStyles({ markup }: Drawing): string {
  return markup.replaceAll(/ style="[^"]*"/g, "");
}
