/**
 * Starts the server, restarts it, and says so, once and with a way to the log, when that cannot be done.
 *
 * It must not know what the server is asked, nor show anything but failures.
 */

import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { State } from 'vscode-languageclient/node';
import { createClient, type QuietClient } from './client.ts';
import { Endings } from './endings.ts';
import { type Found, findServer, type Missing, SETTING } from './find.ts';

export type ServerState =
  | { readonly kind: 'stopped' | 'starting' }
  | { readonly kind: 'running'; readonly file: string; readonly version: string }
  | { readonly kind: 'failed'; readonly why: string };

const SHOW_OUTPUT = 'Show Output';
const RESTART = 'Restart';
const OPEN_SETTINGS = 'Open Settings';

export class Supervisor implements vscode.Disposable {
  state: ServerState = { kind: 'stopped' };
  client: QuietClient | undefined;

  private readonly changed = new vscode.EventEmitter<ServerState>();
  readonly onDidChange = this.changed.event;

  private endings = new Endings();
  private found: Found | undefined;
  /** Starts and stops one after the other: two at a time would leave a server without an owner. */
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly extension: vscode.ExtensionContext,
    private readonly output: vscode.LogOutputChannel,
  ) {}

  start(): Promise<void> {
    return this.inTurn(() => this.begin());
  }

  restart(): Promise<void> {
    return this.inTurn(async () => {
      await this.end();
      await this.begin();
    });
  }

  stop(): Promise<void> {
    return this.inTurn(() => this.end());
  }

  dispose(): void {
    this.changed.dispose();
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(work, work);
    return this.turn;
  }

  private async begin(): Promise<void> {
    const found = findServer(this.world());
    if (found.kind === 'missing') {
      this.tellMissing(found);
      return;
    }
    this.found = found;
    this.endings = new Endings();
    this.output.info(`Starting ${found.file} (found by: ${found.origin})`);
    this.become({ kind: 'starting' });
    let wasReady = false;
    const client = createClient(found.file, this.output, {
      closed: () => this.ended(client, wasReady),
    });
    this.client = client;
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) {
        wasReady = true;
        this.ready(client);
      } else if (newState === State.Starting && this.client === client) {
        this.become({ kind: 'starting' });
      }
    });
    try {
      await client.start();
    } catch {
      // What went wrong is in the log; the client has written it there.
      this.failToStart();
    }
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.become({ kind: 'stopped' });
    if (client?.needsStop()) {
      await client.stop().catch((error: unknown) => this.output.warn(`Stopping: ${firstLine(error)}`));
    }
    await client?.dispose().catch(() => undefined);
  }

  private ready(client: QuietClient): void {
    if (this.client === client && this.found !== undefined) {
      const version = client.initializeResult?.serverInfo?.version ?? '';
      this.become({ kind: 'running', file: this.found.file, version });
    }
  }

  /** The server is gone, unasked. Says whether it is to be started again. */
  private ended(client: QuietClient, wasReady: boolean): boolean {
    if (this.client !== client) {
      return false;
    }
    const decision = this.endings.ended(Date.now(), wasReady);
    this.output.warn(`The server ended unasked (${decision}).`);
    if (decision === 'never-ready') {
      this.failToStart();
    } else if (decision === 'too-often') {
      this.fail('The server ended several times within minutes, and is not started again.');
    }
    return decision === 'restart';
  }

  private failToStart(): void {
    this.fail(`The server does not start: ${this.found?.file ?? ''}. The output tells why.`);
  }

  private tellMissing({ looked }: Missing): void {
    const why = `There is no server. Looked at: ${looked.join('; ')}.`;
    this.fail(why, `Install second-opinion, or name it in ${SETTING}.`);
  }

  /** Both the start and the end of a server may report the same failure; only the first is told. */
  private fail(why: string, advice = ''): void {
    if (this.state.kind === 'failed') {
      return;
    }
    this.become({ kind: 'failed', why });
    this.output.error(why);
    const message = `Second Opinion checks nothing. ${why} ${advice}`.trim();
    const answers = advice === '' ? [SHOW_OUTPUT, RESTART] : [SHOW_OUTPUT, OPEN_SETTINGS];
    void vscode.window.showErrorMessage(message, ...answers).then((answer) => {
      if (answer === SHOW_OUTPUT) {
        this.output.show(true);
      } else if (answer === RESTART) {
        void this.restart();
      } else if (answer === OPEN_SETTINGS) {
        void vscode.commands.executeCommand('workbench.action.openSettings', SETTING);
      }
    });
  }

  private become(state: ServerState): void {
    this.state = state;
    this.changed.fire(state);
  }

  private world() {
    return {
      environment: process.env,
      setting: vscode.workspace.getConfiguration('secondOpinion').get('server.path', ''),
      extensionFolder: this.extension.extensionPath,
      home: homedir(),
      platform: process.platform,
      canRun,
    };
  }
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0] ?? '';
}
