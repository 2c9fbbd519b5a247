/** The panel's page: takes what the editor tells, keeps what its reader has set, and sends where the reader points. */

import type { FromPage, Shown, ToPage } from '../src/evidence/messages.ts';
import type { SideName } from '../src/evidence/model.ts';
import type { Verdict } from '../src/evidence/protocol.ts';
import { type Actions, claims, head } from './view.ts';

interface Editor {
  postMessage(message: FromPage): void;
  getState(): { wanted?: Verdict[] } | undefined;
  setState(state: { wanted: Verdict[] }): void;
}

declare function acquireVsCodeApi(): Editor;

const editor = acquireVsCodeApi();
let shown: Shown | undefined;
let wanted = new Set<Verdict>(editor.getState()?.wanted ?? []);
let whole = new Set<SideName>();

const actions: Actions = {
  toggle(verdict) {
    wanted = new Set(wanted);
    if (!wanted.delete(verdict)) {
      wanted.add(verdict);
    }
    editor.setState({ wanted: [...wanted] });
    draw();
  },
  choose(claim, leave) {
    unfold(claim);
    if (shown !== undefined) {
      editor.postMessage({ kind: 'claim', claim, leave, edition: shown.edition });
    }
  },
  open(claim, side, citation) {
    if (shown !== undefined) {
      editor.postMessage({ kind: 'citation', claim, side, citation, edition: shown.edition });
    }
  },
  showAll(side) {
    whole = new Set([...whole, side]);
    draw();
  },
};

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.kind === 'show') {
    const before = chosenText();
    shown = data.shown;
    if (chosenText() !== before) {
      whole = new Set();
    }
    draw();
    reveal();
  } else if (data.edition === shown?.edition && data.claim !== null) {
    unfold(data.claim);
    reveal();
  }
});

document.addEventListener('keydown', (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined && document.activeElement instanceof HTMLElement) {
    const heads = [...document.querySelectorAll<HTMLElement>('.claim-head')];
    const here = document.activeElement.closest('.claim')?.querySelector<HTMLElement>('.claim-head');
    const next = heads[here ? heads.indexOf(here) + step : 0];
    if (next !== undefined) {
      event.preventDefault();
      next.focus();
    }
  }
});

editor.postMessage({ kind: 'ready' });

function unfold(claim: number): void {
  if (shown !== undefined && shown.chosen !== claim) {
    whole = new Set();
    shown = { ...shown, chosen: claim };
    draw();
  }
}

function chosenText(): string | undefined {
  return shown?.claims[shown.chosen ?? -1]?.text;
}

/** Draws all anew. A draft has tens of claims, not thousands on the screen; the keyboard's place is kept. */
function draw(): void {
  if (shown === undefined) {
    return;
  }
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
  const reading = { wanted, whole };
  fill('head', head(shown, reading, actions));
  fill('claims', claims(shown, reading, actions));
  if (focused !== undefined) {
    document.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus({ preventScroll: true });
  }
}

function fill(id: string, children: readonly (Node | string | null)[]): void {
  document.getElementById(id)?.replaceChildren(...children.filter((child) => child !== null));
}

/** Brings the chosen claim into sight, with its answers as far as there is room. */
function reveal(): void {
  const item = document.querySelector('.claim.chosen');
  const fits = item !== null && item.getBoundingClientRect().bottom <= window.innerHeight;
  item?.querySelector('.claim-head')?.scrollIntoView({ block: fits ? 'nearest' : 'start' });
}
