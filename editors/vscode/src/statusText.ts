/** The words of the status item. It must not know the editor. */

import type { CorpusSize } from './evidence/protocol.ts';
import type { ServerState } from './server/supervisor.ts';

export interface DraftFacts {
  readonly findings: number;
  /** How many claims the draft makes, once that is known. */
  readonly claims?: number;
  readonly corpus?: CorpusSize;
}

export interface Item {
  readonly text: string;
  /** For the tooltip, a paragraph each. */
  readonly lines: readonly string[];
  readonly failed: boolean;
}

export function statusItem(state: ServerState, draft: DraftFacts | undefined): Item {
  switch (state.kind) {
    case 'failed':
      return { text: '$(law) $(warning)', lines: [state.why, 'Click for the output.'], failed: true };
    case 'stopped':
      return { text: '$(law) –', lines: ['The server is stopped.'], failed: false };
    case 'starting':
      return { text: '$(law) $(sync~spin)', lines: ['The server is starting.'], failed: false };
    case 'running':
      return { text: `$(law) ${draft?.findings ?? 0}`, lines: runningLines(state.version, draft), failed: false };
  }
}

function runningLines(version: string, draft: DraftFacts | undefined): string[] {
  const findings = count(draft?.findings ?? 0, 'finding', 'findings');
  const claims = draft?.claims === undefined ? '' : ` in ${count(draft.claims, 'claim', 'claims')}`;
  const lines = [`This draft: ${findings}${claims}.`];
  if (draft?.corpus !== undefined) {
    const { sources, answers, claims } = draft.corpus;
    const pages = count(sources, 'page', 'pages');
    lines.push(`Corpus: ${pages}, ${count(answers, 'answer', 'answers')}, ${count(claims, 'claim', 'claims')}.`);
  }
  lines.push(`Server ${version}, on this machine.`, 'Click for the evidence.');
  return lines;
}

function count(number: number, one: string, many: string): string {
  return `${number === 0 ? 'no' : number} ${number === 1 ? one : many}`;
}
