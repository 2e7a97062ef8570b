import { describe, expect, test } from "vitest";
import { anchorOf, hashOf, linkTarget, routeOf } from "../../lib/browser/page/links.ts";

const slugs = new Set(["00-start-here", "01-connector-call"]);

describe("a link of a notebook", () => {
  test.each([
    ["01-connector-call.ipynb", "#01-connector-call"],
    ["./01-connector-call.ipynb", "#01-connector-call"],
    ["01-connector-call.ipynb#Your-turn", "#01-connector-call/Your-turn"],
    ["#Glossary", "#00-start-here/Glossary"],
    ["#Who%20answers%3F", "#00-start-here/Who%20answers%3F"],
  ])("%s leads to a place of the site", (href, hash) => {
    expect(linkTarget(href, "00-start-here", slugs)).toEqual({ kind: "page", hash });
  });

  test.each(["https://example.com/a#b", "http://example.com", "mailto:a@example.com"])(
    "%s leads out of it",
    (href) => {
      expect(linkTarget(href, "00-start-here", slugs)).toEqual({ kind: "elsewhere", href });
    },
  );

  test.each([
    "../README.md",
    "../solutions/00-start-here.ipynb",
    "08-remote-servers.ipynb",
    "#",
    "",
    "javascript:alert(1)",
    "JavaScript:alert(1)#x",
    "data:text/html,x",
    "//example.com/00-start-here",
  ])("%j leads nowhere", (href) => {
    expect(linkTarget(href, "00-start-here", slugs)).toBeUndefined();
  });
});

describe("an address", () => {
  test.each([
    ["", undefined],
    ["#", undefined],
    ["#nothing", undefined],
    ["#00-start-here", { slug: "00-start-here", heading: undefined }],
    ["#00-start-here/Who%20answers%3F", { slug: "00-start-here", heading: "Who answers?" }],
    ["#00-start-here/100%", { slug: "00-start-here", heading: "100%" }],
  ])("%j asks for %j", (hash, route) => {
    expect(routeOf(hash, slugs)).toEqual(route);
  });

  test("of a heading comes back as that heading", () => {
    const route = { slug: "00-start-here", heading: anchorOf(" Errors / retries #2 ") };
    expect(routeOf(hashOf(route), slugs)).toEqual(route);
  });
});
