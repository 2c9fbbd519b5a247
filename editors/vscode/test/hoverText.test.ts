import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutRepetition } from '../src/hoverText.ts';

const MESSAGE = 'The draft says “permanent”; doctors here say “temporary” [3–4 months]: 14 answers against, none for.';
const FIRST = `**Contradicted**: ${MESSAGE.replace('[', '\\[').replace(']', '\\]')}`;
const REST = 'Against:\n\n- A doctor: *summary:* It is temporary.';

test('a hover over what is no finding stays as it is', () => {
  assert.equal(withoutRepetition(`${FIRST}\n\n${REST}`, []), `${FIRST}\n\n${REST}`);
  assert.equal(withoutRepetition(`${FIRST}\n\n${REST}`, ['Another message.']), `${FIRST}\n\n${REST}`);
  assert.equal(withoutRepetition('', [MESSAGE]), '');
});

test('a hover that says nothing else is not emptied', () => {
  assert.equal(withoutRepetition(FIRST, [MESSAGE]), FIRST);
});

test('what the editor shows above is not said again', () => {
  assert.equal(withoutRepetition(`${FIRST}\n\n${REST}`, [MESSAGE]), REST);
});
