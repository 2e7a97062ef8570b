import {
  type Builder,
  type Checking,
  type CompilerHost,
  type CreateBuilder,
  isSource,
  type Program,
  type ResolvedModules,
  type SourceFile,
} from "./checking.ts";
import type { ConvertResult } from "./messages.ts";
import type { Converter } from "./tslab.ts";

/** A program whose type checker is used again, for cells that import the same. */
interface Base {
  builder: Builder;
  resolvedModules: ResolvedModules;
  uses: number;
}

/** A checker keeps what it learnt of each cell: it is replaced after so many. */
const MAX_USES = 100;

/** Programs that are kept: the answers of a lesson see the same imports, nearly all of them. */
const MAX_BASES = 2;

/** Errors at which a checker gives up: what it keeps of such types need not be right for another cell. */
const TOO_DEEP: ReadonlySet<number> = new Set([2321, 2589, 2590, 2799, 2800]);

/**
 * Checks a cell with the type checker of an earlier one. tslab has two programs made for each cell, and a
 * checker that learns all types of the SDKs from their declarations; that is most of what compiling an
 * answer takes. Here the cell's file and the one of the declarations before it are put before the checker
 * of the last program that imports the same. What comes out is the same, and depends on no earlier cell:
 * that way is taken only where a cell declares nothing whose type is inferred and adds nothing to what
 * others see, and its result counts only without an error. Otherwise tslab goes its own way.
 */
export class SharedChecker {
  #ts: Checking;
  #create: CreateBuilder;
  #bases = new Map<string, Base>();
  /** The one to be used for the running conversion. */
  #base: Base | undefined;
  #real: Builder | undefined;

  /** @param create makes a program as tslab is to have it */
  constructor(ts: Checking, create: CreateBuilder) {
    this.#ts = ts;
    this.#create = create;
  }

  /** The converter, with this way taken where it can be. */
  over(converter: Converter): Converter {
    this.#bases.clear();
    this.#real = undefined;
    return {
      ...converter,
      convert: (prevDecl, src) =>
        this.#convert(prevDecl, src, () => converter.convert(prevDecl, src)),
    };
  }

  /** Takes the place of what makes a program for tslab. */
  readonly createBuilder: CreateBuilder = (rootNames, options, host, old, ...rest) => {
    const shared = this.#base && this.#onBase(this.#base, rootNames, options, host);
    if (shared !== undefined) return shared;
    this.#base = undefined;
    const before = old !== undefined && standIns.has(old) ? this.#real : old;
    return (this.#real = this.#create(rootNames, options, host, before, ...rest));
  };

  #convert(prevDecl: string, src: string, convert: () => ConvertResult): ConvertResult {
    const key = this.#importsOf(prevDecl, src);
    if (key === undefined) return convert();
    const base = this.#bases.get(key);
    this.#bases.delete(key);
    if (base !== undefined && base.uses < MAX_USES) {
      const { result, isFinal } = this.#attempt(base, convert);
      if (result.diagnostics.every(({ code }) => !TOO_DEEP.has(code))) {
        // Last used, last forgotten.
        this.#bases.set(key, { ...base, uses: base.uses + 1 });
      }
      if (isFinal) return result;
    }
    const result = convert();
    if (result.diagnostics.length === 0) this.#keep(key);
    return result;
  }

  /** The conversion with this program's checker, if it can be, and whether that is what tslab would say. */
  #attempt(base: Base, convert: () => ConvertResult): { result: ConvertResult; isFinal: boolean } {
    this.#base = base;
    try {
      const result = convert();
      return { result, isFinal: this.#base === undefined || result.diagnostics.length === 0 };
    } finally {
      this.#base = undefined;
    }
  }

  /** What the cell and the declarations before it import; undefined where that may change. */
  #importsOf(prevDecl: string, src: string): string | undefined {
    const names = [prevDecl, src].flatMap((text) =>
      this.#ts.preProcessFile(text, true).importedFiles.map(({ fileName }) => fileName),
    );
    const isOwn = names.some((name) => /^[./]/.test(name));
    return isOwn ? undefined : JSON.stringify([...new Set(names)].toSorted());
  }

  /** Keeps the program of the conversion that has just been made. */
  #keep(imports: string): void {
    const builder = this.#real;
    const program = builder?.getProgram();
    const own = program?.getRootFileNames().map((name) => program.getSourceFile(name));
    // A notebook's own modules change, and a cell's file alone is looked at.
    if (builder === undefined || own?.length !== 2) return;
    if (program?.getSourceFiles().some((file) => isSource(file) && !own.includes(file))) return;
    if (!own.every((file) => file && this.#staysInside(file))) return;
    this.#bases.set(imports, { builder, resolvedModules: joined(own), uses: 0 });
    for (const oldest of [...this.#bases.keys()].slice(0, -MAX_BASES)) this.#bases.delete(oldest);
  }

  /** A program as tslab asks for it, with another's checker; undefined where types would be inferred. */
  #onBase(
    { builder, resolvedModules }: Base,
    rootNames: readonly string[],
    options: { target?: unknown },
    host: CompilerHost,
  ): Builder | undefined {
    const own = new Map<string, SourceFile>();
    for (const name of rootNames) {
      const file = host.getSourceFile(name, { languageVersion: options.target });
      if (file === undefined) return undefined;
      this.#ts.bindSourceFile(file, options);
      if (!this.#staysInside(file) || (isSource(file) && !this.#isPlain(file))) return undefined;
      own.set(name, file);
    }
    for (const file of own.values()) {
      // A program remembers by its path what is wrong with a file.
      file.path += `#${(files += 1)}`;
      file.resolvedModules = resolvedModules;
    }
    const whole = builder.getProgram();
    const program: Program = {
      ...whole,
      // Like no other's: the next cell is a change.
      getRootFileNames: () => [],
      // The checker keeps them by name.
      getSemanticDiagnostics: (file, token) =>
        whole.getSemanticDiagnostics(file, token).filter((one) => one.file === file),
    };
    const standIn: Builder = {
      ...builder,
      getProgram: () => program,
      getProgramOrUndefined: () => program,
      getSourceFile: (name) => own.get(name) ?? whole.getSourceFile(name),
      getAllDependencies: ({ fileName }) => [fileName],
    };
    standIns.add(standIn);
    return standIn;
  }

  /** Whether a file changes nothing of what other files see. */
  #staysInside(file: SourceFile): boolean {
    const { statements, referencedFiles, typeReferenceDirectives, libReferenceDirectives } = file;
    const asked = [...referencedFiles, ...typeReferenceDirectives, ...libReferenceDirectives];
    return asked.length === 0 && !statements.some((node) => this.#ts.isModuleDeclaration(node));
  }

  /** Whether the types of all that a cell declares are written there. */
  #isPlain({ locals, statements }: SourceFile): boolean {
    const ts = this.#ts;
    if (statements.some((node) => ts.isExportAssignment(node))) return false;
    return [...(locals?.values() ?? [])].every(({ declarations = [] }) =>
      declarations.every(
        (node) =>
          (ts.isVariableDeclaration(node) && node.type !== undefined) ||
          ts.isInterfaceDeclaration(node) ||
          ts.isTypeAliasDeclaration(node) ||
          ts.isImportClause(node) ||
          ts.isImportSpecifier(node) ||
          ts.isNamespaceImport(node),
      ),
    );
  }
}

const standIns = new WeakSet<Builder>();
let files = 0;

function joined(own: readonly (SourceFile | undefined)[]): ResolvedModules {
  const all = own.flatMap((file) => file?.resolvedModules ?? []);
  return {
    get: (name, mode) => all.map((one) => one.get(name, mode)).find((one) => one !== undefined),
    forEach: (told) => {
      for (const one of all) one.forEach(told);
    },
  };
}
