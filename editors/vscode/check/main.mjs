// The check of the VS Code extension: what an author sees with a good server, with none, and with one that fails at once.
//
// Each scenario has a workbench of its own. A failure is shown in a picture.

import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { author } from './author.mjs';
import { crashing, missing } from './failing.mjs';
import { browse, install, open, start } from './workbench.mjs';

const { DRAFT, PICTURES, SERVER, WORK } = process.env;
const started = Date.now();
const say = (text) => console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${text}`);

/** A stand-in for the server that writes down each start, and then becomes the program. */
function program(name, last) {
  const file = path.join(WORK, name);
  writeFileSync(file, `#!/bin/sh\necho $$ >>"${file}.starts"\n${last}\n`);
  chmodSync(file, 0o755);
  writeFileSync(`${file}.starts`, '');
  return file;
}

const good = program('good-server', `exec "${SERVER}" "$@"`);
const bad = program('bad-server', 'echo "cannot read the corpus" >&2; exit 3');
const scenarios = [
  { name: 'author', run: author, server: good },
  { name: 'missing', run: missing, server: '' },
  { name: 'crashing', run: crashing, server: bad },
];

const folder = path.join(WORK, 'drafts');
mkdirSync(folder);
copyFileSync(DRAFT, path.join(folder, 'draft.md'));
const [packed] = readdirSync(path.join(WORK, 'package'));
install(path.join(WORK, 'package', packed));
say(`installed ${packed}`);

const wanted = process.argv.slice(2);
const { browser, context, outside } = await browse();
say(`Chromium ${browser.version()}`);
for (const scenario of scenarios.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  await play(scenario);
}
await browser.close();
say(`hosts refused: ${[...outside].join(', ') || 'none was asked for'}`);
assert.equal(outside.size, 0, 'nothing but this machine is asked for anything');
say(process.exitCode ? 'FAIL' : 'PASS');

async function play({ name, run, server }) {
  const workbench = await start(name, { 'secondOpinion.server.path': server });
  const page = await open(context, folder, 'draft.md');
  const picture = (title) => (PICTURES ? page.screenshot({ path: path.join(PICTURES, `${title}.png`) }) : undefined);
  try {
    await page.keyboard.press('Control+b');
    await run({ page, say: (text) => say(`${name}: ${text}`), picture, starts: `${server}.starts`, folder });
  } catch (error) {
    process.exitCode = 1;
    say(`${name}: FAIL ${error.message}`);
    await page.screenshot({ path: path.join(PICTURES || '/tmp', `failed-${name}.png`) });
  } finally {
    await page.close();
    await workbench.stop();
  }
}
