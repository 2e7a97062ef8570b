import { expect, test } from "vitest";
import { drawCatalogOf } from "../../lib/draw/catalog.ts";
import { elementsOf, readMarkup, textOf, textsOf } from "./markup-reader.ts";

const full = {
  uri: "crm://schema/deals",
  title: "Deals (table)",
  description: "What we hope to sell.",
  mimeType: "application/json",
  audience: ["user", "assistant"],
  priority: 0.8,
  size: 1204,
};

test("shows all that an entry says, in the picture and in the text twin", () => {
  const { markup, text } = drawCatalogOf("The CRM", [full]);
  const facts = "application/json, for user and assistant, 1,204 bytes";
  const seen = textOf(readMarkup(markup));
  for (const part of [full.uri, full.title, full.description, "priority 0.8", facts]) {
    expect(seen).toContain(part);
  }
  expect(text).toBe(
    "The CRM\n1 entry, 1,204 bytes behind them.\n\nDeals (table)\n  crm://schema/deals\n" +
      `  What we hope to sell.\n  (priority 0.8, ${facts})`,
  );
});

test("says what an entry leaves open, and invents nothing", () => {
  const { markup, text } = drawCatalogOf("Bare", [{ uri: "crm://x" }]);
  expect(textsOf(readMarkup(markup), "strong")).toEqual(["Bare", "(no title)"]);
  expect(text).toBe("Bare\n1 entry.\n\n(no title)\n  crm://x\n  (no priority)");
});

test.each([
  [1, "100%"],
  [0.25, "25%"],
  [0, "0%"],
  [7, "100%"],
])("draws priority %d as %s of its bar", (priority, width) => {
  const { markup } = drawCatalogOf("One", [{ ...full, priority }]);
  const styles = elementsOf(readMarkup(markup)).map(({ attributes }) => attributes["style"] ?? "");
  expect(styles.filter((style) => style.startsWith(`width:${width};`))).toHaveLength(1);
});

test("keeps the order of the entries", () => {
  const uris = ["crm://b", "crm://a", "crm://c"];
  const { text } = drawCatalogOf(
    "Three",
    uris.map((uri) => ({ uri })),
  );
  expect(text.split("\n").filter((line) => line.startsWith("  crm://"))).toEqual(
    uris.map((uri) => `  ${uri}`),
  );
});
