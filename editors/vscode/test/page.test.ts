import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from '../src/evidence/page.ts';

const html = page({
  source: 'https://own',
  script: 'https://own/panel.js',
  style: 'https://own/panel.css',
  nonce: 'n0',
});

test('nothing is allowed but the extension’s own script and style', () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
  assert.deepEqual(policy?.split('; '), [
    "default-src 'none'",
    'style-src https://own',
    "script-src 'nonce-n0'",
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test('the page asks for nothing else, and has no inline script or style', () => {
  const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
  assert.deepEqual(addresses, ['https://own/panel.css', 'https://own/panel.js']);
  assert.doesNotMatch(html, /style="|<style|\son\w+=/);
  assert.match(html, /<script nonce="n0" src="https:\/\/own\/panel.js"><\/script>/);
});
