/**
 * The settings that the server is told, as a tree: only those that somebody has set.
 *
 * A default must not be sent as if it were a wish: it would win over what the project's `second-opinion.toml` says.
 */

/** What a setting's owner said, as the editor's `inspect` tells it; the later ones win. */
export interface Inspected {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

export const SERVER_SETTINGS = [
  'corpus',
  'secondReader',
  'severities',
  'inlayHints',
  'citations',
  'diagnostics.delayMs',
] as const;

export type Tree = Record<string, unknown>;

export function serverSettings(inspect: (name: string) => Inspected | undefined): Tree {
  const tree: Tree = {};
  for (const name of SERVER_SETTINGS) {
    const said = inspect(name);
    const value = said?.workspaceFolderValue ?? said?.workspaceValue ?? said?.globalValue;
    if (value !== undefined) {
      put(tree, name.split('.'), value);
    }
  }
  return tree;
}

function put(tree: Tree, names: string[], value: unknown): void {
  const [first, ...rest] = names;
  if (first === undefined) {
    return;
  }
  if (rest.length === 0) {
    tree[first] = value;
    return;
  }
  const branch = (tree[first] ?? {}) as Tree;
  tree[first] = branch;
  put(branch, rest, value);
}
