import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Inspected, SERVER_SETTINGS, serverSettings } from '../src/settings.ts';

interface Manifest {
  contributes: { configuration: { properties: Record<string, { markdownDescription?: string }> } };
}

const told = (said: Record<string, Inspected>) => serverSettings((name) => said[name]);

test('what nobody has set is not sent, even where there is a default', () => {
  assert.deepEqual(told({}), {});
  assert.deepEqual(told({ inlayHints: {} }), {});
});

test('an unknown name is not sent', () => {
  assert.deepEqual(told({ 'server.path': { globalValue: '/x' } }), {});
});

test('the nearest wish wins, an empty or false one too', () => {
  const said = { globalValue: ['a'], workspaceValue: ['b'], workspaceFolderValue: [] };
  assert.deepEqual(told({ corpus: said }), { corpus: [] });
  assert.deepEqual(told({ secondReader: { globalValue: true, workspaceValue: false } }), { secondReader: false });
});

test('a dotted name is a branch of the tree', () => {
  assert.deepEqual(told({ 'diagnostics.delayMs': { globalValue: 0 } }), { diagnostics: { delayMs: 0 } });
});

test('every setting is either the server’s or known to be the client’s, and says what it is', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  const { properties } = manifest.contributes.configuration;
  const names = Object.keys(properties).map((name) => name.replace('secondOpinion.', ''));
  assert.deepEqual(names.sort(), [...SERVER_SETTINGS, 'server.path', 'trace.server'].sort());
  for (const [name, property] of Object.entries(properties)) {
    assert.ok((property.markdownDescription?.length ?? 0) > 20, name);
  }
});
