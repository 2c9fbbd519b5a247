/**
 * The evidence panel: a page beside the draft that lists its claims, and shows who said what on the one under the cursor.
 *
 * It must not ask the server, and it must not know how the page looks: it tells the page what is there, and goes where the
 * author points.
 */

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { FromPage, Shown, ToPage } from './messages.ts';
import { claimAt, sameClaim } from './model.ts';
import { page } from './page.ts';
import type { Claim, Position, Range } from './protocol.ts';
import type { EvidenceStore } from './store.ts';

const NO_DRAFT = 'Open a draft in Markdown or plain text to see what its claims rest on.';
const WAITING = 'Reading the draft…';
const NO_CLAIMS = 'This draft makes no claim that could be checked.';

export class EvidencePanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private claims: readonly Claim[] = [];
  private chosen: number | undefined;
  private edition = 0;
  private told = '';
  private readonly disposables: vscode.Disposable[];

  /** @param trouble why there is no server to ask, in a sentence for the author; none where there is one. */
  constructor(
    private readonly extension: vscode.Uri,
    private readonly store: EvidenceStore,
    private readonly trouble: () => string | undefined,
  ) {
    this.disposables = [
      store.onDidChange(() => this.update()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)),
    ];
  }

  /** Opens the panel, or brings it to the front; the keyboard stays in the draft. */
  show(cursor?: Position): void {
    if (this.panel === undefined) {
      this.open();
    } else {
      this.panel.reveal(undefined, true);
    }
    this.update();
    if (cursor !== undefined) {
      this.choose(claimAt(this.claims, cursor));
    }
  }

  update(): void {
    const claims = this.store.evidence?.claims ?? [];
    this.chosen = this.atCursor(claims, sameClaim(this.claims, this.chosen, claims));
    this.claims = claims;
    const told = JSON.stringify({ ...this.shown(), chosen: null, edition: 0 });
    if (told === this.told) {
      return;
    }
    // Only what is new has a new number: a click that was on its way is not lost to a list that says the same.
    this.told = told;
    this.edition += 1;
    this.post({ kind: 'show', shown: this.shown() });
  }

  dispose(): void {
    this.panel?.dispose();
    for (const disposable of this.disposables) {
      disposable.dispose();
    }
  }

  private open(): void {
    const panel = vscode.window.createWebviewPanel(
      'secondOpinion.evidence',
      'Evidence',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(this.extension, 'dist')] },
    );
    panel.iconPath = vscode.Uri.joinPath(this.extension, 'media', 'evidence.svg');
    panel.onDidDispose(() => {
      this.panel = undefined;
    });
    panel.webview.onDidReceiveMessage((message: FromPage) => void this.receive(message));
    const address = (name: string) =>
      panel.webview.asWebviewUri(vscode.Uri.joinPath(this.extension, 'dist', name)).toString();
    panel.webview.html = page({
      source: panel.webview.cspSource,
      script: address('panel.js'),
      style: address('panel.css'),
      nonce: randomBytes(16).toString('hex'),
    });
    this.panel = panel;
  }

  private shown(): Shown {
    const { draft, evidence } = this.store;
    return {
      draft: draft === undefined ? null : (draft.uri.path.split('/').pop() ?? null),
      claims: this.claims,
      corpus: evidence?.corpus ?? null,
      chosen: this.chosen ?? null,
      notice: this.notice(),
      edition: this.edition,
    };
  }

  private notice(): string | null {
    const { draft, evidence } = this.store;
    const trouble = this.trouble();
    if (trouble !== undefined) {
      return trouble;
    }
    if (draft === undefined) {
      return NO_DRAFT;
    }
    if (evidence === undefined) {
      return WAITING;
    }
    return evidence.claims.length === 0 ? NO_CLAIMS : null;
  }

  private follow(editor: vscode.TextEditor): void {
    if (editor.document === this.store.draft) {
      this.choose(this.atCursor(this.claims, this.chosen) ?? this.chosen);
    }
  }

  private atCursor(claims: readonly Claim[], chosen: number | undefined): number | undefined {
    const editor = vscode.window.visibleTextEditors.find((one) => one.document === this.store.draft);
    return (editor && claimAt(claims, editor.selection.active, chosen)) ?? chosen;
  }

  private choose(claim: number | undefined): void {
    if (claim !== undefined && claim !== this.chosen) {
      this.chosen = claim;
      this.post({ kind: 'choose', claim, edition: this.edition });
    }
  }

  private async receive(message: FromPage): Promise<void> {
    if (message.kind === 'ready') {
      this.post({ kind: 'show', shown: this.shown() });
      return;
    }
    const claim = message.edition === this.edition ? this.claims[message.claim] : undefined;
    if (claim === undefined) {
      return;
    }
    if (message.kind === 'claim') {
      this.chosen = message.claim;
      await this.goToDraft(claim, message.leave);
      return;
    }
    const citation = claim[message.side][message.citation];
    if (citation?.uri) {
      const position = citation.position ?? { line: 0, character: 0 };
      await this.goTo(vscode.Uri.parse(citation.uri), { start: position, end: position }, false);
    }
  }

  private async goToDraft(claim: Claim, leave: boolean): Promise<void> {
    const { draft } = this.store;
    if (draft !== undefined) {
      await this.goTo(draft.uri, claim.slot ?? claim.range, !leave);
    }
  }

  /** Opens a text where the draft is, so that the panel stays in sight. */
  private async goTo(uri: vscode.Uri, range: Range, preserveFocus: boolean): Promise<void> {
    const editor = vscode.window.visibleTextEditors.find((one) => one.document === this.store.draft);
    const selection = new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
    const options: vscode.TextDocumentShowOptions = { preserveFocus, selection };
    const viewColumn = editor?.viewColumn ?? vscode.ViewColumn.One;
    try {
      await vscode.window.showTextDocument(uri, { ...options, viewColumn });
    } catch (error) {
      await vscode.window.showWarningMessage(`Second Opinion cannot open ${uri.fsPath}: ${String(error)}`);
    }
  }

  private post(message: ToPage): void {
    void this.panel?.webview.postMessage(message);
  }
}
