import ts from 'typescript';

/** The tokens of TypeScript source apart from its literals and comments; fails on source that does not parse. */
export function codeOf(source: string): readonly string[] {
  const file = ts.createSourceFile('x.ts', source, ts.ScriptTarget.ES2023) as ts.SourceFile & {
    // Internal to TypeScript, and there for every parsed file.
    readonly parseDiagnostics: readonly ts.Diagnostic[];
  };
  const [fault] = file.parseDiagnostics;
  if (fault !== undefined) throw new Error(ts.flattenDiagnosticMessageText(fault.messageText, '\n'));
  const tokens: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isJSDoc(node) ||
      ts.isLiteralExpression(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
    )
      return;
    const children = node.getChildren(file);
    if (children.length === 0) tokens.push(node.getText(file));
    else children.forEach(visit);
  };
  visit(file);
  return tokens.filter((token) => token !== '');
}
