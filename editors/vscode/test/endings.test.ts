import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Endings, RESTARTS, WINDOW_MS } from '../src/server/endings.ts';

test('a server that never became ready is not started again', () => {
  const endings = new Endings();
  assert.equal(endings.ended(0, false), 'never-ready');
  assert.equal(endings.ended(10 * WINDOW_MS, false), 'never-ready');
});

test('a server that keeps ending is given up', () => {
  const endings = new Endings();
  for (let time = 0; time < RESTARTS; time += 1) {
    assert.equal(endings.ended(time, true), 'restart');
  }
  assert.equal(endings.ended(RESTARTS, true), 'too-often');
});

test('an end now and then is borne for ever', () => {
  const endings = new Endings();
  for (let time = 0; time < 3 * RESTARTS; time += 1) {
    assert.equal(endings.ended(time * WINDOW_MS, true), 'restart');
  }
});
