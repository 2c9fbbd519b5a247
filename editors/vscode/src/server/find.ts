/**
 * Where the server is: the environment, the setting, this extension's own `bin`, the PATH, in that order.
 *
 * It downloads nothing, and it does not look elsewhere. What is named on purpose and cannot be run ends the search: to run
 * another program than the one that was asked for would be worse than to run none.
 */

import * as path from 'node:path';

export const ENVIRONMENT_VARIABLE = 'SECOND_OPINION_PATH';
export const SETTING = 'secondOpinion.server.path';

/** What the search may know of the world; a test brings its own. */
export interface World {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly setting: string;
  readonly extensionFolder: string;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly canRun: (file: string) => boolean;
}

export type Origin = 'environment' | 'setting' | 'bundled' | 'path';

export interface Found {
  readonly kind: 'found';
  readonly file: string;
  readonly origin: Origin;
}

export interface Missing {
  readonly kind: 'missing';
  /** The places that were looked at, in order, each as a phrase for the author. */
  readonly looked: readonly string[];
}

export function findServer(world: World): Found | Missing {
  const named = byName(world);
  if (named !== undefined) {
    return world.canRun(named.file)
      ? { kind: 'found', file: named.file, origin: named.origin }
      : { kind: 'missing', looked: [`${named.file} (named by ${named.by}), which is no program that can be run`] };
  }

  const program = world.platform === 'win32' ? 'second-opinion.exe' : 'second-opinion';
  const folders = pathFolders(world);
  const bundled = join(world, world.extensionFolder, 'bin', program);
  if (world.canRun(bundled)) {
    return { kind: 'found', file: bundled, origin: 'bundled' };
  }
  for (const folder of folders) {
    const file = join(world, folder, program);
    if (world.canRun(file)) {
      return { kind: 'found', file, origin: 'path' };
    }
  }
  return {
    kind: 'missing',
    looked: [
      `the environment variable ${ENVIRONMENT_VARIABLE} (not set)`,
      `the setting ${SETTING} (empty)`,
      bundled,
      `the PATH (${folders.length} ${folders.length === 1 ? 'folder' : 'folders'})`,
    ],
  };
}

/** A program that the author named, in the environment or in the settings. */
function byName(world: World): { file: string; origin: Origin; by: string } | undefined {
  const environment = world.environment[ENVIRONMENT_VARIABLE]?.trim();
  if (environment) {
    return { file: expandHome(world, environment), origin: 'environment', by: ENVIRONMENT_VARIABLE };
  }
  const setting = world.setting.trim();
  return setting ? { file: expandHome(world, setting), origin: 'setting', by: SETTING } : undefined;
}

function expandHome(world: World, file: string): string {
  return file === '~' || /^~[\\/]/.test(file) ? join(world, world.home, file.slice(1)) : file;
}

/** Only absolute folders count: a relative one would mean another program in each folder that is opened. */
function pathFolders(world: World): string[] {
  const { delimiter } = rules(world);
  const value = world.environment.PATH ?? world.environment.Path ?? '';
  return value.split(delimiter).filter((folder) => rules(world).isAbsolute(folder));
}

function join(world: World, ...parts: string[]): string {
  return rules(world).join(...parts);
}

function rules(world: World): path.PlatformPath {
  return world.platform === 'win32' ? path.win32 : path.posix;
}
