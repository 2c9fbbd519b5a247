/** Which documents are drafts. */

import type * as vscode from 'vscode';

const LANGUAGES = ['markdown', 'plaintext', 'html'];
const SCHEMES = ['file', 'untitled'];

/** For the language client: every language on the disk and not yet saved. */
export const SELECTOR = LANGUAGES.flatMap((language) => SCHEMES.map((scheme) => ({ language, scheme })));

export function isDraft(document: vscode.TextDocument): boolean {
  return LANGUAGES.includes(document.languageId) && SCHEMES.includes(document.uri.scheme);
}
