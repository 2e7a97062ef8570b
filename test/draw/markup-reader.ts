/** An element of a drawing as a strict XML reader sees it. */
export interface Node {
  name: string;
  attributes: Record<string, string>;
  children: (Node | string)[];
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const TAG = /<(\/?)([A-Za-z][\w:-]*)((?: [A-Za-z][\w:-]*="[^"<]*")*)>|([^<]+)/uy;

function decode(text: string): string {
  return text.replace(/&([^;]*);?/gu, (whole, name: string) => {
    const character = ENTITIES[name];
    if (character === undefined || !whole.endsWith(";"))
      throw new Error(`stray ampersand: ${whole}`);
    return character;
  });
}

/**
 * Reads markup and refuses what is not well formed: a stray `<` or `&`, an unquoted or repeated
 * attribute, a tag that is not closed in order, or anything beside the one root.
 */
export function readMarkup(markup: string): Node {
  const root: Node = { name: "#root", attributes: {}, children: [] };
  const open: Node[] = [root];
  TAG.lastIndex = 0;
  while (TAG.lastIndex < markup.length) {
    const at = TAG.lastIndex;
    const match = TAG.exec(markup);
    const parent = open.at(-1);
    if (match === null || parent === undefined) {
      throw new Error(`not markup at ${at}: ${markup.slice(at, at + 60)}`);
    }
    const [, slash, name = "", attributes = "", text] = match;
    if (text !== undefined) {
      parent.children.push(decode(text));
    } else if (slash === "/") {
      if (parent.name !== name) throw new Error(`</${name}> closes <${parent.name}>`);
      open.pop();
    } else {
      const node: Node = { name, attributes: readAttributes(attributes), children: [] };
      parent.children.push(node);
      if (name !== "wbr") open.push(node);
    }
  }
  const [only] = root.children;
  if (open.length !== 1 || root.children.length !== 1 || only === undefined) {
    throw new Error("not one closed root");
  }
  if (typeof only === "string") throw new Error("text without an element");
  return only;
}

function readAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = "", value = ""] of source.matchAll(/ ([\w:-]+)="([^"]*)"/gu)) {
    if (name in attributes) throw new Error(`attribute ${name} is there twice`);
    attributes[name] = decode(value);
  }
  return attributes;
}

/** Every element, outermost first. */
export function elementsOf(node: Node): Node[] {
  return [
    node,
    ...node.children.flatMap((child) => (typeof child === "string" ? [] : elementsOf(child))),
  ];
}

/** All text below an element, in order. */
export function textOf(node: Node): string {
  return node.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

/** The texts of all elements of one name. */
export function textsOf(node: Node, name: string): string[] {
  return elementsOf(node)
    .filter((element) => element.name === name)
    .map(textOf);
}
