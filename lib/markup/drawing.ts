/** One picture: what a notebook shows, and its text twin for terminals and screen readers. */
export interface Drawing {
  mime: "text/html" | "image/svg+xml";
  /** A fragment of HTML, or a whole SVG document. Holds no script, no style sheet, no address. */
  markup: string;
  /** The same content in words: at most 80 columns, no colour, no control characters. */
  text: string;
}
