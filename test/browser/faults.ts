import type { Page } from "playwright-core";

/**
 * Notebook 6 looks for the widgets of ipywidgets in every notebook, and the lab does not install them.
 * Source: the end of `notebook/static/notebook/js/main.js`, version 6.4.12.
 */
const WIDGETS = "/nbextensions/widgets/";

/** Writes down what goes wrong in a page, and every address outside of this machine that it asks. */
export function faultsOf(page: Page): readonly string[] {
  const faults: string[] = [];
  const note = (fault: string): void => {
    if (!fault.includes(WIDGETS)) faults.push(fault);
  };
  page.on("pageerror", ({ message }) => note(`page: ${message}`));
  page.on("dialog", (dialog) => {
    note(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (message) => {
    if (message.type() === "error") note(`console: ${message.text()} ${message.location().url}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) note(`${response.status()} ${response.url()}`);
  });
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    const near = ["data:", "blob:", "file:"].includes(protocol) || hostname === "127.0.0.1";
    if (!near) note(`asks ${request.url()}`);
  });
  return faults;
}
