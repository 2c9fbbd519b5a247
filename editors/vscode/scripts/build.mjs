// Bundles the extension and its page into dist/; with --tests the tests as well, with --minify for a package.

import { readdirSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
rmSync('dist', { recursive: true, force: true });

const shared = { bundle: true, logLevel: 'warning', minify: process.argv.includes('--minify') };
const forNode = { ...shared, platform: 'node', target: 'node20', external: ['vscode'] };

await build({ ...forNode, entryPoints: ['src/extension.ts'], format: 'cjs', outfile: 'dist/extension.cjs' });
await build({
  ...shared,
  entryPoints: ['webview/panel.ts', 'webview/panel.css'],
  format: 'iife',
  target: 'es2022',
  outdir: 'dist',
});
if (process.argv.includes('--tests')) {
  const tests = readdirSync('test').filter((name) => name.endsWith('.test.ts'));
  await build({
    ...forNode,
    entryPoints: tests.map((name) => path.join('test', name)),
    format: 'esm',
    outdir: 'dist/test',
    outExtension: { '.js': '.mjs' },
  });
}
