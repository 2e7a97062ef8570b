/** The parts of tslab's TypeScript (a fork of 5.0) that are used here, typed as its sources are. */
export interface Checking {
  bindSourceFile: (file: SourceFile, options: unknown) => void;
  isVariableDeclaration: (node: SyntaxNode) => boolean;
  isInterfaceDeclaration: (node: SyntaxNode) => boolean;
  isTypeAliasDeclaration: (node: SyntaxNode) => boolean;
  isImportClause: (node: SyntaxNode) => boolean;
  isImportSpecifier: (node: SyntaxNode) => boolean;
  isNamespaceImport: (node: SyntaxNode) => boolean;
  isModuleDeclaration: (node: SyntaxNode) => boolean;
  isExportAssignment: (node: SyntaxNode) => boolean;
  preProcessFile: (text: string, readImports: boolean) => { importedFiles: { fileName: string }[] };
}

interface SyntaxNode {
  type?: SyntaxNode;
}

/** What a file's module names stand for. */
export interface ResolvedModules {
  get: (name: string, mode: unknown) => unknown;
  forEach: (told: (value: unknown, name: string, mode: unknown) => void) => void;
}

export interface SourceFile {
  fileName: string;
  path: string;
  statements: readonly SyntaxNode[];
  referencedFiles: readonly unknown[];
  typeReferenceDirectives: readonly unknown[];
  libReferenceDirectives: readonly unknown[];
  locals?: Map<string, { declarations?: SyntaxNode[] }>;
  resolvedModules?: ResolvedModules | undefined;
}

export interface Program {
  getSourceFiles: () => readonly SourceFile[];
  getSourceFile: (name: string) => SourceFile | undefined;
  getRootFileNames: () => readonly string[];
  getSemanticDiagnostics: (file: SourceFile, token: unknown) => readonly { file?: unknown }[];
}

export interface Builder {
  getProgram: () => Program;
  getProgramOrUndefined: () => Program | undefined;
  getSourceFile: (name: string) => SourceFile | undefined;
  getAllDependencies: (file: SourceFile) => readonly string[];
}

export interface CompilerHost {
  getSourceFile: (name: string, options: unknown) => SourceFile | undefined;
}

export type CreateBuilder = (
  rootNames: readonly string[],
  options: { target?: unknown },
  host: CompilerHost,
  old: Builder | undefined,
  ...rest: unknown[]
) => Builder;

/** Whether a file is none of declarations. */
export function isSource({ fileName }: SourceFile): boolean {
  return /\.[jt]s$/.test(fileName) && !fileName.endsWith(".d.ts");
}
