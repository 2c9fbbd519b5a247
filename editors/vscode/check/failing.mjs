// What the author is told where there is no server, and where it ends as soon as it is started: one message, no loop.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** As long as several restarts would take. */
const A_WHILE_MS = 5000;

export async function missing({ page, say, picture }) {
  const text = await onlyMessage(page);
  say(text);
  assert.match(text, /There is no server\. Looked at: .*SECOND_OPINION_PATH.*server\.path.*bin\/second-opinion.*PATH/s);
  assert.match(text, /Open Settings/);
  await picture('no-server');
}

export async function crashing({ page, say, picture, starts }) {
  const text = await onlyMessage(page);
  say(text);
  assert.match(text, /The server does not start: .*bad-server/);
  const times = readFileSync(starts, 'utf8').trim().split('\n').length;
  assert.equal(times, 1, `the server was started ${times} times`);
  await picture('crashing-server');

  await page.locator('.notification-toast .monaco-button', { hasText: 'Show Output' }).click();
  const log = page.locator('.output-view-container, .panel .view-lines');
  await log.getByText('cannot read the corpus').first().waitFor();
  say('its log is one click away');
}

/** The text of the one message that is shown, and that stays the only one. */
async function onlyMessage(page) {
  const toast = page.locator('.notification-toast', { hasText: 'Second Opinion' });
  await toast.first().waitFor();
  await sleep(A_WHILE_MS);
  assert.equal(await page.locator('.notification-toast').count(), 1, 'one message, not several');
  return (await toast.innerText()).replaceAll(/\s+/g, ' ');
}
