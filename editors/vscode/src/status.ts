/** The item in the status bar: whether the server runs, what the corpus holds, and what was found in this draft. */

import * as vscode from 'vscode';
import type { EvidenceStore } from './evidence/store.ts';
import type { ServerState, Supervisor } from './server/supervisor.ts';
import { type DraftFacts, type Item, statusItem } from './statusText.ts';

export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('status', vscode.StatusBarAlignment.Right, 100);
  private readonly disposables: vscode.Disposable[];

  constructor(
    private readonly supervisor: Supervisor,
    private readonly store: EvidenceStore,
  ) {
    this.item.name = 'Second Opinion';
    this.disposables = [
      this.item,
      supervisor.onDidChange(() => this.update()),
      store.onDidChange(() => this.update()),
      vscode.languages.onDidChangeDiagnostics(() => this.update()),
    ];
    this.update();
  }

  dispose(): void {
    for (const disposable of this.disposables) {
      disposable.dispose();
    }
  }

  private update(): void {
    const { state } = this.supervisor;
    const { draft } = this.store;
    if (draft === undefined && state.kind !== 'failed') {
      this.item.hide();
      return;
    }
    this.put(statusItem(state, draft && this.facts(draft)), state);
    this.item.show();
  }

  private put({ text, lines, failed }: Item, state: ServerState): void {
    this.item.text = text;
    this.item.tooltip = new vscode.MarkdownString(['**Second Opinion**', ...lines].join('\n\n'));
    this.item.backgroundColor = failed ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.item.command = state.kind === 'failed' ? 'secondOpinion.showOutput' : 'secondOpinion.showEvidence';
    this.item.accessibilityInformation = { label: `Second Opinion: ${lines.join(' ')}` };
  }

  private facts(draft: vscode.TextDocument): DraftFacts {
    const ours = vscode.languages.getDiagnostics(draft.uri).filter(({ source }) => source === 'second-opinion');
    const { evidence } = this.store;
    return {
      findings: ours.length,
      ...(evidence && { claims: evidence.claims.length, corpus: evidence.corpus }),
    };
  }
}
