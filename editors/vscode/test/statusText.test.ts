import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statusItem } from '../src/statusText.ts';

const running = { kind: 'running', file: '/bin/second-opinion', version: '0.1.0' } as const;

test('a server that cannot run says why', () => {
  const item = statusItem({ kind: 'failed', why: 'There is no server.' }, { findings: 3 });
  assert.equal(item.failed, true);
  assert.equal(item.lines[0], 'There is no server.');
  assert.doesNotMatch(item.text, /3/);
});

test('what is not known yet is not said', () => {
  assert.deepEqual(statusItem(running, { findings: 0 }).lines[0], 'This draft: no findings.');
});

test('findings, claims and corpus', () => {
  const corpus = { sources: 5, answers: 41, claims: 336 };
  const item = statusItem(running, { findings: 1, claims: 13, corpus });
  assert.equal(item.text, '$(law) 1');
  assert.deepEqual(item.lines, [
    'This draft: 1 finding in 13 claims.',
    'Corpus: 5 pages, 41 answers, 336 claims.',
    'Server 0.1.0, on this machine.',
    'Click for the evidence.',
  ]);
});
