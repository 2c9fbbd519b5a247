/**
 * The evidence of the draft that the author looks at, kept fresh: one question to the server for all who want to know.
 *
 * It must not show anything. It asks a moment after the last sign of change, and an answer that was overtaken is dropped.
 */

import * as vscode from 'vscode';
import { isDraft } from '../drafts.ts';
import type { Evidence } from './protocol.ts';

/** Long enough that typing is one question, short enough that the panel seems to follow. */
const PAUSE_MS = 250;

/** The second reader speaks some time after the rules, and not every change of mind of its shows in the findings. */
const SECOND_LOOK_MS = 1500;

export type Ask = (uri: vscode.Uri) => Promise<Evidence | null>;

export class EvidenceStore implements vscode.Disposable {
  /** The draft last looked at; it stays while the author looks at something that is none. */
  draft: vscode.TextDocument | undefined;
  evidence: Evidence | undefined;

  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  private readonly disposables: vscode.Disposable[] = [this.changed];
  private timers: NodeJS.Timeout[] = [];
  private question = 0;

  /** Pages of the corpus, as far as cited: one that is opened from a citation must not take the draft's place. */
  private readonly pages = new Set<string>();

  constructor(private readonly ask: Ask) {
    this.disposables.push(
      vscode.window.onDidChangeActiveTextEditor((editor) => this.look(editor)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.refreshIf(document.uri)),
      vscode.workspace.onDidCloseTextDocument((document) => this.closed(document)),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        for (const uri of uris) {
          this.refreshIf(uri);
        }
      }),
    );
    this.look(vscode.window.activeTextEditor);
  }

  /** Asks again, soon. */
  refresh(): void {
    this.stopTimers();
    this.timers = [PAUSE_MS, SECOND_LOOK_MS].map((pause) => setTimeout(() => void this.fetch(), pause));
  }

  /** Makes the draft of an editor the one that is looked at. */
  look(editor: vscode.TextEditor | undefined): void {
    if (editor === undefined || !isDraft(editor.document) || editor.document === this.draft) {
      return;
    }
    if (this.pages.has(editor.document.uri.toString())) {
      return;
    }
    this.draft = editor.document;
    this.evidence = undefined;
    this.changed.fire();
    this.stopTimers();
    void this.fetch();
    this.timers = [setTimeout(() => void this.fetch(), SECOND_LOOK_MS)];
  }

  dispose(): void {
    this.stopTimers();
    for (const disposable of this.disposables) {
      disposable.dispose();
    }
  }

  private refreshIf(uri: vscode.Uri): void {
    if (this.draft?.uri.toString() === uri.toString()) {
      this.refresh();
    }
  }

  private closed(document: vscode.TextDocument): void {
    if (document === this.draft) {
      this.draft = undefined;
      this.evidence = undefined;
      this.stopTimers();
      this.changed.fire();
    }
  }

  private async fetch(): Promise<void> {
    const { draft } = this;
    if (draft === undefined) {
      return;
    }
    this.question += 1;
    const { question } = this;
    const evidence = await this.ask(draft.uri);
    if (question === this.question && draft === this.draft && evidence !== null) {
      this.evidence = evidence;
      this.remember(evidence);
      this.changed.fire();
    }
  }

  private remember(evidence: Evidence): void {
    for (const citation of evidence.claims.flatMap((claim) => [...claim.contradicting, ...claim.supporting])) {
      if (citation.uri !== null) {
        this.pages.add(vscode.Uri.parse(citation.uri).toString());
      }
    }
  }

  private stopTimers(): void {
    for (const timer of this.timers) {
      clearTimeout(timer);
    }
    this.timers = [];
  }
}
