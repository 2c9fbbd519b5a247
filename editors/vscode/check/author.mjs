// An author's quarter of an hour: a false word, its hover, a fix where one is offered, the evidence, and a server that dies.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { command } from './workbench.mjs';

const STATUS = '[id="second-opinion.second-opinion.status"]';
const SQUIGGLE = '.squiggly-warning';
/** The second reader's findings come after those of the rules: a number has to stand still for three seconds. */
const [POLL_MS, QUIET_POLLS, MOST_POLLS] = [300, 10, 300];
const NAMED_DOCTOR = /[A-Z]\w+, MD\b/;

export async function author(check) {
  const { page, say } = check;
  await page.waitForSelector(SQUIGGLE);
  const words = await settled(page, 2);
  say(`${words} words underlined as warnings`);
  assert.ok(words >= 2, 'at least two false statements are underlined');

  await hover(check);
  await write(check);
  await evidence(check);
  await death(check);
}

/** On hover the author reads who says otherwise. */
async function hover({ page, say, picture }) {
  const shown = page.locator('.monaco-hover:not(.hidden)', { hasText: /Against:|For:/ });
  let named = false;
  for (const word of (await page.locator(SQUIGGLE).all()).reverse()) {
    await pointAt(page, word);
    await shown.first().waitFor();
    const text = (await shown.first().innerText()).replaceAll(/\s+/g, ' ');
    say(`hover of ${text.length} characters: ${text}`);
    assert.equal(text.split('The draft says').length, 2, 'the message stands there once');
    if (!named && NAMED_DOCTOR.test(text)) {
      named = true;
      await page.waitForTimeout(500);
      await picture('vscode-finding');
    }
    await page.keyboard.press('Escape');
    await page.mouse.move(10, 400);
    await shown.first().waitFor({ state: 'hidden' });
  }
  assert.ok(named, 'a doctor is named');
}

/** A false sentence is typed; a repair, where the server offers one, is taken. */
async function write({ page, say, picture }) {
  await page.locator('.monaco-editor .view-line').last().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\nBotox gives permanent results.');
  const line = page.locator('.monaco-editor .view-line', { hasText: /^Botox.gives/ });
  await until(page, 'what is typed is underlined', async () => (await underlined(page, line)) === 1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Home');
  for (let word = 0; word < 3; word += 1) {
    await page.keyboard.press('Control+ArrowRight');
  }
  await page.keyboard.press('Control+.');
  const menu = page.locator('.action-widget .monaco-list-row.action');
  const offered = await menu
    .first()
    .waitFor({ timeout: 30_000 })
    .then(
      () => menu.allInnerTexts(),
      () => [],
    );
  const titles = offered.map((title) => title.trim());
  say(`typed a false sentence; actions: ${titles.join(' | ') || 'none'}`);
  const repair = titles.find((title) => title.startsWith('Change '));
  if (repair === undefined) {
    await page.keyboard.press('Escape');
    return;
  }
  await picture('vscode-actions');
  await menu.filter({ hasText: repair }).first().click();
  await until(page, 'what is repaired is not underlined', async () => (await underlined(page, line)) === 0);
  say(`applied: ${repair}`);
}

async function evidence({ page, say, picture }) {
  // The underline lies below the text, so the mouse is told the place.
  const { x, y } = await page.locator(SQUIGGLE).first().boundingBox();
  await page.mouse.click(x + 4, y + 4);
  await page.mouse.move(10, 400);
  await command(page, 'Second Opinion: Show the Evidence');
  const panel = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  const claims = panel.locator('.claim');
  await claims.first().waitFor();
  say(
    `panel: ${await panel
      .locator('header')
      .innerText()
      .then((text) => text.replaceAll(/\s+/g, ' '))}`,
  );
  const all = await claims.count();
  assert.ok(all >= 10, `${all} claims are listed`);
  await panel.locator('.claim.chosen .citation').first().waitFor();
  await page.waitForTimeout(500);
  await picture('vscode-evidence');

  const contradicted = panel.getByRole('button', { name: /^Contradicted \d+$/ });
  await contradicted.click();
  const few = await claims.count();
  assert.ok(few > 0 && few < all, `the filter leaves ${few} of ${all}`);
  assert.equal(await contradicted.getAttribute('aria-pressed'), 'true');
  await contradicted.click();
  assert.equal(await claims.count(), all, 'without the filter all are there again');
  say(`${all} claims, ${few} of them contradicted`);

  // With the keyboard alone: down to another claim, and into the draft.
  const before = await page.locator(STATUS).innerText();
  await claims.nth(2).locator('.claim-head').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const chosen = await claims.nth(3).locator('.text').innerText();
  await panel.locator('.claim.chosen', { hasText: chosen }).waitFor();
  say(`chosen by keyboard: ${chosen.replaceAll(/\s+/g, ' ')} (status ${before})`);

  // A click on a place opens the page of the corpus, and the panel stays with the draft.
  await panel.locator('.claim.chosen button.place').first().click();
  await page.locator('.tab.active', { hasText: /\d\d-.*\.md/ }).waitFor();
  assert.equal(await claims.count(), all, 'the panel stays with the draft');
  say(`opened ${await page.locator('.tab.active', { hasText: /\d\d-.*\.md/ }).innerText()}`);
  await picture('vscode-corpus');

  await panel.locator('.claim.contradicted .claim-head').first().click();
  await page.locator('.tab.active', { hasText: 'draft.md' }).waitFor();
  say('back in the draft by a click on a claim');
}

/** A server that is killed is started again, and goes on checking. */
async function death({ page, say, starts, picture }) {
  const words = await settled(page);
  const pids = () => readFileSync(starts, 'utf8').trim().split('\n');
  const before = pids();
  process.kill(Number(before.at(-1)), 'SIGKILL');
  for (let tries = 0; pids().length === before.length && tries < 600; tries += 1) {
    await page.waitForTimeout(100);
  }
  assert.equal(pids().length, before.length + 1, 'it was started once more');
  assert.equal(await settled(page, words, words), words, 'what was found before is found again');
  say(`killed and back, with ${words} findings`);
  assert.equal(await page.locator('.notification-toast').count(), 0, 'and nothing was made of it');
  await picture('vscode-after-death');

  await command(page, 'Second Opinion: Restart the Server');
  for (let tries = 0; pids().length === before.length + 1 && tries < 600; tries += 1) {
    await page.waitForTimeout(100);
  }
  assert.equal(await settled(page, words, words), words);
  assert.equal(pids().length, before.length + 2, 'the command starts it anew');
  say(`restarted by command; status ${await page.locator(STATUS).getAttribute('aria-label')}`);
}

/** How many findings there are, once their number is as expected and has stood still for a while. */
async function settled(page, least = 0, most = Infinity) {
  let [before, quiet] = [-1, 0];
  for (let tries = 0; quiet < QUIET_POLLS && tries < MOST_POLLS; tries += 1) {
    await page.waitForTimeout(POLL_MS);
    const now = Number((await page.locator(STATUS).innerText()).trim());
    quiet = now === before && now >= least && now <= most ? quiet + 1 : 0;
    before = now;
  }
  return before;
}

/** How many underlines stand below a line of the draft. */
async function underlined(page, line) {
  const { y, height } = await line.first().boundingBox();
  const boxes = await Promise.all((await page.locator(SQUIGGLE).all()).map((squiggle) => squiggle.boundingBox()));
  return boxes.filter((box) => box !== null && box.y + box.height / 2 > y && box.y < y + height).length;
}

async function until(page, what, holds) {
  for (let tries = 0; tries < MOST_POLLS; tries += 1) {
    if (await holds().catch(() => false)) {
      return;
    }
    await page.waitForTimeout(POLL_MS);
  }
  assert.fail(what);
}

async function pointAt(page, locator) {
  const box = await locator.boundingBox();
  const y = box.y + box.height / 2 - 2;
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.move(box.x + box.width / 2 + 1, y);
}
