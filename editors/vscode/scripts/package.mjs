// Makes the .vsix: `npm run package` without a server, `npm run package -- --server FILE [--target TARGET]` with one.
//
//   --server FILE     a built second-opinion; it goes into bin/ and is found before the PATH
//   --target TARGET   the platform that it is for, in VS Code's words; this machine's by default
//   --out FOLDER      where the package goes; here by default

import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const given = path.resolve.bind(null, process.cwd());
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
  options: { server: { type: 'string' }, target: { type: 'string' }, out: { type: 'string', default: root } },
});
const server = values.server && given(values.server);
const out = given(values.out);
process.chdir(root);
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

const project = path.join('..', '..');
const PICTURES = ['vscode-finding.png', 'vscode-evidence.png'];

// What a package needs in its own folder, and the repository keeps elsewhere; all of it goes away again.
const made = ['LICENSE.txt', 'README.package.md', 'bin', ...PICTURES.map((picture) => path.join('media', picture))];
try {
  const target = server ? (values.target ?? thisPlatform()) : undefined;
  execFileSync(process.execPath, ['scripts/build.mjs', '--minify'], { stdio: 'inherit' });
  const licences = ['LICENSE-MIT', 'LICENSE-APACHE'].map((name) => readFileSync(path.join(project, name), 'utf8'));
  writeFileSync('LICENSE.txt', `Licensed under MIT or Apache 2.0, at your choice.\n\n${licences.join('\n\n')}`);
  writeFileSync('README.package.md', readFileSync('README.md', 'utf8').replaceAll('](../../docs/', '](media/'));
  for (const picture of PICTURES.filter((name) => existsSync(path.join(project, 'docs', name)))) {
    copyFileSync(path.join(project, 'docs', picture), path.join('media', picture));
  }
  if (server && target) {
    const program = path.join('bin', target.startsWith('win32') ? 'second-opinion.exe' : 'second-opinion');
    mkdirSync('bin');
    copyFileSync(server, program);
    chmodSync(program, 0o755);
  }
  mkdirSync(out, { recursive: true });
  const file = path.join(out, `second-opinion-${target ?? 'no-server'}-${version}.vsix`);
  // The bundle holds all that is needed, pictures included.
  const options = [
    '--no-dependencies',
    '--no-rewrite-relative-links',
    '--allow-missing-repository',
    ...['--readme-path', 'README.package.md'],
    ...['--out', file],
  ];
  const vsce = path.join('node_modules', '@vscode', 'vsce', 'vsce');
  execFileSync(process.execPath, [vsce, 'package', ...options, ...(target ? ['--target', target] : [])], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  console.log(file);
} finally {
  for (const name of made) {
    rmSync(name, { recursive: true, force: true });
  }
}

/** This machine in the words of the marketplace. */
function thisPlatform() {
  return `${process.platform}-${process.arch === 'arm' ? 'armhf' : process.arch}`;
}
