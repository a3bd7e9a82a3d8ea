import { join } from 'node:path';
import ts from 'typescript';

const isNamed = (statement: ts.Statement, name: string): boolean => {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.some(({ name: n }) => n.getText() === name);
  }
  return 'name' in statement && (statement.name as ts.Identifier | undefined)?.text === name;
};

/** Finds the declaration of a name in the text of a declaration file. */
function findDeclaration(text: string, name: string): string {
  const file = ts.createSourceFile('x.d.ts', text, ts.ScriptTarget.ES2022, true);
  const found = file.statements.filter((statement) => isNamed(statement, name));
  return found.map((statement) => statement.getText()).join('\n');
}

/** Every member of a union of texts, whatever types it is put together from. */
function describeLiterals(checker: ts.TypeChecker, symbol: ts.Symbol): string | undefined {
  if ((symbol.flags & ts.SymbolFlags.TypeAlias) === 0) return undefined;
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  if (!type.isUnion() || !type.types.every((member) => member.isStringLiteral())) return undefined;
  const members = type.types.map((member) => `  | '${String(member.value)}'`).sort();
  return `export type ${symbol.name} =\n${members.join('\n')};`;
}

/** The declarations of everything that an entry exports, in the order of their names. */
export function describeExports(packageRoot: string, entry: string): string {
  const { config } = ts.readConfigFile(join(packageRoot, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, packageRoot);
  const program = ts.createProgram([join(packageRoot, entry)], {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    removeComments: true,
  });
  const emitted = new Map<string, string>();
  program.emit(undefined, (_path, text, _mark, _error, [source] = []) => {
    if (source !== undefined) emitted.set(source.fileName, text);
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(join(packageRoot, entry));
  const module = source && checker.getSymbolAtLocation(source);
  const exported = module === undefined ? [] : checker.getExportsOfModule(module);
  const declarations = exported.map((symbol) => {
    const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    const target = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
    const file = target.declarations?.[0]?.getSourceFile().fileName ?? '';
    const declaration = findDeclaration(emitted.get(file) ?? '', symbol.name);
    return { name: symbol.name, text: describeLiterals(checker, target) ?? declaration };
  });
  declarations.sort((a, b) => (a.name < b.name ? -1 : 1));
  return declarations.map(({ text }) => text).join('\n\n');
}
