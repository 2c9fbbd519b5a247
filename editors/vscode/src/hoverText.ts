/**
 * A hover without what the editor shows above it already: VS Code puts a finding's message on top of every hover over it, and
 * the server's hover begins with the same message. It must not know the editor.
 */

export function withoutRepetition(hover: string, messages: readonly string[]): string {
  const [first, ...rest] = hover.split('\n\n');
  if (first === undefined || rest.length === 0) {
    return hover;
  }
  const plain = withoutMarks(first);
  return messages.some((message) => plain.endsWith(message)) ? rest.join('\n\n') : hover;
}

/** Markdown as it reads: without emphasis, and without the backslashes before what would be a mark. */
function withoutMarks(markdown: string): string {
  return markdown.replaceAll(/(?<!\\)[*_]/g, '').replaceAll(/\\([^\w\s])/g, '$1');
}
