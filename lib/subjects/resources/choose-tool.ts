import { isObject } from "../../base/json.ts";
import { rankEntries } from "./rank-entries.ts";
import { wordsOf } from "./words.ts";

/** What a model is told of a tool, as MCP lists it. A title is for people. */
export interface ToolWords {
  name: string;
  description?: string | undefined;
  inputSchema: object;
}

/** What a sentence says from here on is what its tool is not for. */
const NOT = /\b(?:not|no|never|cannot|nothing)\b|n['’]t\b/iu;

/** A tool as it was found for a question. */
export interface RankedTool {
  name: string;
  /** 0 where no word of the question is in the tool. */
  score: number;
  /** The words of the question that are in the tool; those in its name count twice. */
  words: string[];
  /** The words of the question that the tool says it is not for: with one of them it is out. */
  refused: string[];
}

/**
 * Ranks tools for a question by their words alone, best first, and those that are out behind all
 * others. The rule is that of `rankEntries`: names count twice, as titles do there.
 */
export function rankTools(question: string, tools: readonly ToolWords[]): RankedTool[] {
  const texts = tools.map((tool, index) => ({ uri: String(index), priority: 0, ...textsOf(tool) }));
  const asked = [...wordsOf(question)];
  return rankEntries(question, texts)
    .map(({ uri, title: name, score, words }) => {
      const refused = asked.filter(([plain]) => texts[Number(uri)]?.refused.has(plain));
      return { name, score, words, refused: refused.map(([, word]) => word) };
    })
    .toSorted((a, b) => Math.sign(a.refused.length) - Math.sign(b.refused.length));
}

/**
 * The name of the tool whose words fit a question best; `rankTools` shows the words and the scores.
 * A tool that refuses a word of the question is not chosen. Null where nothing speaks for a tool, or
 * as much for another.
 */
export function chooseTool(question: string, tools: readonly ToolWords[]): string | null {
  const [best, second] = rankTools(question, tools).filter(({ refused }) => refused.length === 0);
  if (best === undefined || best.score === 0 || best.score === second?.score) return null;
  return best.name;
}

/** What a tool says that it is for; and the words that it says it is not for, and nowhere else. */
function textsOf(tool: ToolWords): { title: string; description: string; refused: Set<string> } {
  const sentences = descriptionsOf(tool)
    .flatMap((text) => text.split(/[.;!?\n]/u))
    .map((sentence) => ({ sentence, end: refusalIn(sentence) }));
  const description = sentences.map(({ sentence, end }) => sentence.slice(0, end)).join(". ");
  const refusals = sentences.map(({ sentence, end }) => sentence.slice(end)).join(". ");
  const own = wordsOf(`${tool.name} ${description}`);
  const refused = [...wordsOf(refusals).keys()].filter((word) => !own.has(word));
  return { title: tool.name, description, refused: new Set(refused) };
}

/** Where a sentence begins to refuse: at a "not"; with an "instead", which names a neighbour, at once. */
function refusalIn(sentence: string): number {
  if (/\binstead\b/iu.test(sentence)) return 0;
  return NOT.exec(sentence)?.index ?? sentence.length;
}

/** Bytes in UTF-8 of what can be written freely of a tool: its name and all its descriptions. */
export function toolBytes(tool: ToolWords): number {
  return new TextEncoder().encode(tool.name + descriptionsOf(tool).join("")).length;
}

/** A tool's description and those of its inputs. */
function descriptionsOf({ description, inputSchema }: ToolWords): string[] {
  const properties: unknown = Reflect.get(inputSchema, "properties");
  const inputs = isObject(properties) ? Object.values(properties) : [];
  return [{ description }, inputSchema, ...inputs].flatMap((described) => {
    const text: unknown = isObject(described) ? described["description"] : undefined;
    return typeof text === "string" ? [text] : [];
  });
}
