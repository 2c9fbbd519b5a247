// Starts the workbench, and shows it in a browser that can reach nothing but this machine.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const { CACHE, WORK } = process.env;
/** Each workbench listens elsewhere: one that is ending may still answer for a moment. */
let port = 8136;

/** Machines that build something else at the same time are slow; nothing here measures speed. */
const PATIENCE_MS = 180_000;

const address = () => `http://127.0.0.1:${port}`;
const node = path.join(CACHE, 'node');
const entry = path.join(CACHE, 'code-server', 'out', 'node', 'entry.js');
const extensions = ['--extensions-dir', path.join(WORK, 'extensions')];
const config = path.join(WORK, 'code-server.yaml');

/** What an author would set to be left in peace. */
const QUIET = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'window.menuBarVisibility': 'hidden',
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'editor.minimap.enabled': false,
  'editor.wordWrap': 'on',
  'editor.fontSize': 15,
  'editor.lineHeight': 1.6,
  'breadcrumbs.enabled': false,
};

export function install(package_) {
  writeFileSync(config, 'auth: none\n');
  const data = ['--user-data-dir', path.join(WORK, 'install')];
  const options = ['--config', config, ...data, ...extensions, '--install-extension', package_];
  const { status, stderr, stdout } = spawnSync(node, [entry, ...options], { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`the package cannot be installed: ${stdout}${stderr}`);
  }
}

/** A workbench of its own, with its own user: nothing typed and nothing set is left over from another. */
export async function start(name, settings) {
  port += 1;
  const data = path.join(WORK, name);
  mkdirSync(path.join(data, 'User'), { recursive: true });
  writeFileSync(path.join(data, 'User', 'settings.json'), JSON.stringify({ ...QUIET, ...settings }));
  const folders = ['--user-data-dir', data, ...extensions];
  const options = ['--config', config, ...folders, '--bind-addr', `127.0.0.1:${port}`, '--auth', 'none'];
  const quiet = ['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'];
  const process_ = spawn(node, [entry, ...options, ...quiet, '--disable-getting-started-override'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SECOND_OPINION_PATH: '', PATH: '/usr/bin:/bin' },
  });
  let said = '';
  process_.stdout.on('data', (data) => (said += data));
  process_.stderr.on('data', (data) => (said += data));
  for (let tries = 0; tries < 150; tries += 1) {
    if (process_.exitCode !== null) {
      throw new Error(`code-server ended: ${said}`);
    }
    const answers = await fetch(address()).then(
      () => true,
      () => false,
    );
    if (answers) {
      return { stop: () => stop(process_) };
    }
    await sleep(200);
  }
  process_.kill();
  throw new Error(`code-server does not answer: ${said}`);
}

async function stop(process_) {
  const ended = once(process_, 'exit');
  process_.kill();
  await ended;
}

/** A browser whose every name but this machine's leads nowhere; the names it asks for are written down. */
export async function browse() {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
  const context = await browser.newContext({ viewport: { width: 1400, height: 860 }, deviceScaleFactor: 1 });
  context.setDefaultTimeout(PATIENCE_MS);
  const outside = new Set();
  await context.route('**/*', (route) => {
    const host = new URL(route.request().url()).hostname;
    if (host === '127.0.0.1' || host === 'localhost' || host === '') {
      return route.continue();
    }
    outside.add(host);
    return route.abort();
  });
  return { browser, context, outside };
}

/** A page with a folder, and a file of it open. */
export async function open(context, folder, file) {
  const page = await context.newPage();
  const remote = `vscode-remote://127.0.0.1:${port}${path.join(folder, file)}`;
  const payload = encodeURIComponent(JSON.stringify([['openFile', remote]]));
  await page.goto(`${address()}/?folder=${folder}&payload=${payload}`);
  await page.waitForSelector('.monaco-editor .view-lines');
  return page;
}

/** Runs a command by its title in the palette. */
export async function command(page, title) {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget input');
  await input.fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
}
