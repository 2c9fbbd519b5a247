/** The language client: which documents, which settings, where its words go. It must not decide when it runs. */

import { createInterface } from 'node:readline';
import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  type ProvideHoverSignature,
  RevealOutputChannelOn,
} from 'vscode-languageclient/node';
import { SELECTOR } from '../drafts.ts';
import { withoutRepetition } from '../hoverText.ts';
import { serverSettings, type Tree } from '../settings.ts';
import { NoRelatedInformation } from './capabilities.ts';

/** A client that writes its errors into the log. What the author must hear of, the supervisor says, once. */
export class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  /** The library stops a client whose start has failed, and then complains that it does not run. */
  override stop(timeout?: number): Promise<void> {
    return super.stop(timeout).catch((error: unknown) => this.outputChannel.debug(String(error)));
  }

  /** Tells a running server that settings have changed; it asks for those of each folder. */
  async tellSettings(): Promise<void> {
    if (this.isRunning()) {
      await this.sendNotification('workspace/didChangeConfiguration', { settings: null });
    }
  }
}

export interface Hooks {
  /** The server is gone, unasked: whether to start it again. */
  readonly closed: () => boolean;
}

export function createClient(file: string, output: vscode.LogOutputChannel, hooks: Hooks): QuietClient {
  const client = new QuietClient(
    'secondOpinion',
    'Second Opinion',
    { command: file, args: ['lsp'] },
    {
      documentSelector: SELECTOR,
      outputChannel: output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: currentSettings,
      initializationFailedHandler: () => false,
      middleware: {
        provideHover: hover,
        workspace: {
          // Told by `tellSettings`, whether the server has asked to be told or not.
          didChangeConfiguration: () => Promise.resolve(),
          configuration: ({ items }) =>
            items.map(({ section, scopeUri }) =>
              section === 'secondOpinion' ? currentSettings(scopeUri ? vscode.Uri.parse(scopeUri) : undefined) : null,
            ),
        },
      },
      stdioOptions: { stdout: () => undefined, stderr: (lines) => logLines(lines, output) },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => ({
          action: hooks.closed() ? CloseAction.Restart : CloseAction.DoNotRestart,
          handled: true,
        }),
      },
    },
  );
  client.registerFeature(new NoRelatedInformation());
  return client;
}

async function hover(
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
  next: ProvideHoverSignature,
): Promise<vscode.Hover | null | undefined> {
  const hover = await next(document, position, token);
  const above = vscode.languages.getDiagnostics(document.uri).filter(({ range }) => range.contains(position));
  const messages = above.map(({ message }) => message);
  for (const content of hover?.contents ?? []) {
    if (content instanceof vscode.MarkdownString) {
      content.value = withoutRepetition(content.value, messages);
    }
  }
  return hover;
}

function currentSettings(scope?: vscode.Uri): Tree {
  const settings = vscode.workspace.getConfiguration('secondOpinion', scope ?? null);
  return serverSettings((name) => settings.inspect(name));
}

/** The server's own log comes on its standard error, one entry a line, with its level in it. */
function logLines(lines: NodeJS.ReadableStream, output: vscode.LogOutputChannel): void {
  createInterface({ input: lines, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
    if (/\bERROR\b|panicked/.test(line)) {
      output.error(line);
    } else if (/\bWARN\b/.test(line)) {
      output.warn(line);
    } else {
      output.info(line);
    }
  });
}
