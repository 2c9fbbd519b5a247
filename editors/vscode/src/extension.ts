/** The extension's beginning and end: puts the parts together, and registers the commands. It holds no logic of its own. */

import * as vscode from 'vscode';
import { EvidencePanel } from './evidence/panel.ts';
import { EVIDENCE_REQUEST, type Evidence, type EvidenceParams, type Range } from './evidence/protocol.ts';
import { EvidenceStore } from './evidence/store.ts';
import { Supervisor } from './server/supervisor.ts';
import { Status } from './status.ts';

let supervisor: Supervisor | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel('Second Opinion', { log: true });
  const server = new Supervisor(context, output);
  const store = new EvidenceStore((uri) => askForEvidence(server, uri, output));
  const panel = new EvidencePanel(context.extensionUri, store, () => trouble(server));
  supervisor = server;

  context.subscriptions.push(
    output,
    server,
    store,
    panel,
    new Status(server, store),
    server.onDidChange(() => {
      announce(server);
      store.refresh();
      panel.update();
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('secondOpinion.server.path')) {
        void server.restart();
      } else if (change.affectsConfiguration('secondOpinion')) {
        void server.client?.tellSettings();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void server.restart()),
    vscode.commands.registerCommand('secondOpinion.restart', () => server.restart()),
    vscode.commands.registerCommand('secondOpinion.showOutput', () => output.show(true)),
    vscode.commands.registerCommand('secondOpinion.showEvidence', (uri?: unknown, range?: Range) =>
      showEvidence(panel, store, uri, range),
    ),
  );
  await server.start();
}

export function deactivate(): Promise<void> | undefined {
  return supervisor?.stop();
}

/** Comes from the palette and the editor's title without a range; from code actions and lenses with both. */
function showEvidence(panel: EvidencePanel, store: EvidenceStore, uri: unknown, range?: Range): void {
  const draft = typeof uri === 'string' ? vscode.Uri.parse(uri) : uri instanceof vscode.Uri ? uri : undefined;
  const editors = vscode.window.visibleTextEditors;
  const named = editors.find(({ document }) => document.uri.toString() === draft?.toString());
  const editor = named ?? vscode.window.activeTextEditor;
  store.look(editor);
  panel.show(range?.start ?? editor?.selection.active);
}

async function askForEvidence(
  server: Supervisor,
  uri: vscode.Uri,
  output: vscode.LogOutputChannel,
): Promise<Evidence | null> {
  const { client, state } = server;
  if (client === undefined || state.kind !== 'running') {
    return null;
  }
  const params: EvidenceParams = { textDocument: { uri: client.code2ProtocolConverter.asUri(uri) } };
  try {
    return await client.sendRequest<Evidence | null>(EVIDENCE_REQUEST, params);
  } catch (error) {
    output.debug(`No evidence: ${String(error)}`);
    return null;
  }
}

function trouble({ state }: Supervisor): string | undefined {
  switch (state.kind) {
    case 'failed':
      return state.why;
    case 'stopped':
      return 'The server is stopped.';
    default:
      return undefined;
  }
}

/** Lets the menus know what can be done. */
function announce({ state, client }: Supervisor): void {
  const running = state.kind === 'running';
  const commands = running ? (client?.initializeResult?.capabilities.executeCommandProvider?.commands ?? []) : [];
  const can = (command: string) => commands.includes(`secondOpinion.${command}`);
  void vscode.commands.executeCommand('setContext', 'secondOpinion.running', running);
  void vscode.commands.executeCommand('setContext', 'secondOpinion.canCheckWorkspace', can('checkWorkspace'));
  void vscode.commands.executeCommand('setContext', 'secondOpinion.canReindex', can('reindex'));
}
