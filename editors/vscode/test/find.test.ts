import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findServer, type World } from '../src/server/find.ts';

/** A machine with these programs; what a test does not care about is empty. */
function machine(programs: string[], rest: Partial<World> = {}): World {
  return {
    environment: { PATH: '/usr/local/bin:/usr/bin' },
    setting: '',
    extensionFolder: '/extension',
    home: '/ann',
    platform: 'linux',
    canRun: (file) => programs.includes(file),
    ...rest,
  };
}

/** Where a search looked that found nothing. */
function looked(world: World): readonly string[] {
  const missing = findServer(world);
  assert.ok(missing.kind === 'missing', `found ${JSON.stringify(missing)}`);
  return missing.looked;
}

const BUNDLED = '/extension/bin/second-opinion';
const ON_PATH = '/usr/bin/second-opinion';

test('nothing is found where nothing is, and every place that was looked at is named', () => {
  assert.deepEqual(looked(machine(['/somewhere/else/second-opinion'])), [
    'the environment variable SECOND_OPINION_PATH (not set)',
    'the setting secondOpinion.server.path (empty)',
    BUNDLED,
    'the PATH (2 folders)',
  ]);
});

test('what was named on purpose is not replaced by another program', () => {
  for (const named of [{ environment: { SECOND_OPINION_PATH: '/gone', PATH: '/usr/bin' } }, { setting: '/gone' }]) {
    assert.match(looked(machine([BUNDLED, ON_PATH], named)).join(), /^\/gone \(named by /);
  }
});

test('a relative folder of the PATH is passed over', () => {
  const world = machine(['bin/second-opinion', './second-opinion'], { environment: { PATH: 'bin:.:' } });
  assert.equal(findServer(world).kind, 'missing');
});

test('the environment wins over the setting, that over the bundled one, that over the PATH', () => {
  const all = ['/named/by/environment', '/named/by/setting', BUNDLED, ON_PATH];
  const environment = { PATH: '/usr/local/bin:/usr/bin' };
  const named = { ...environment, SECOND_OPINION_PATH: '/named/by/environment' };
  const cases: [Partial<World>, string[], string, string][] = [
    [{ environment: named, setting: '/named/by/setting' }, all, '/named/by/environment', 'environment'],
    [{ setting: '/named/by/setting' }, all, '/named/by/setting', 'setting'],
    [{}, all, BUNDLED, 'bundled'],
    [{}, [ON_PATH], ON_PATH, 'path'],
    [{ setting: '  ', environment: { ...environment, SECOND_OPINION_PATH: '' } }, [ON_PATH], ON_PATH, 'path'],
  ];
  for (const [rest, programs, file, origin] of cases) {
    assert.deepEqual(findServer(machine(programs, rest)), { kind: 'found', file, origin });
  }
});

test('the first folder of the PATH wins', () => {
  const programs = ['/usr/local/bin/second-opinion', ON_PATH];
  assert.deepEqual(findServer(machine(programs)), { kind: 'found', file: programs[0], origin: 'path' });
});

test('a path may begin at home, and a tilde elsewhere is a letter', () => {
  const cases: [string, string][] = [
    ['~/bin/so', '/ann/bin/so'],
    ['/opt/~/so', '/opt/~/so'],
    ['~other/so', '~other/so'],
  ];
  for (const [setting, file] of cases) {
    assert.deepEqual(findServer(machine([file], { setting })), { kind: 'found', file, origin: 'setting' });
  }
});

test('Windows has its own separators and endings', () => {
  const world: Partial<World> = {
    platform: 'win32',
    extensionFolder: 'C:\\extension',
    environment: { Path: 'C:\\a;C:\\b' },
    home: 'C:\\Users\\ann',
  };
  const found = (program: string, rest: Partial<World> = {}) => findServer(machine([program], { ...world, ...rest }));
  assert.equal(found('C:\\b\\second-opinion.exe').kind, 'found');
  assert.equal(found('C:\\extension\\bin\\second-opinion.exe').kind, 'found');
  assert.equal(found('C:\\Users\\ann\\so.exe', { setting: '~\\so.exe' }).kind, 'found');
});
