/** The panel's elements for what is to be shown. It keeps no state and sends no message: it is told what a click does. */

import type { Shown } from '../src/evidence/messages.ts';
import {
  bar,
  countByVerdict,
  filtered,
  NAMES,
  place,
  type Side,
  type SideName,
  sides,
  speaker,
  standing,
  VERDICTS,
} from '../src/evidence/model.ts';
import type { Citation, Claim, CorpusSize, Verdict } from '../src/evidence/protocol.ts';
import { type Child, element } from './dom.ts';

/** How many answers of a side are shown before the rest is asked for. */
const SHOWN = 4;

/** In pixels; beside it there is room for the number. */
const LONGEST_BAR = 60;

const MARKS: Readonly<Record<Verdict, string>> = {
  contradicted: '✕',
  overstated: '▲',
  contested: '⇄',
  supported: '✓',
  uncovered: '·',
};

export interface Actions {
  readonly toggle: (verdict: Verdict) => void;
  readonly choose: (claim: number, leave: boolean) => void;
  readonly open: (claim: number, side: SideName, citation: number) => void;
  readonly showAll: (side: SideName) => void;
}

/** What the reader of the panel has set, not the editor. */
export interface Reading {
  readonly wanted: ReadonlySet<Verdict>;
  /** The sides of the chosen claim of which all answers are shown. */
  readonly whole: ReadonlySet<SideName>;
}

export function head(shown: Shown, reading: Reading, actions: Actions): Child[] {
  if (shown.draft === null || shown.notice !== null) {
    return [];
  }
  const count = countByVerdict(shown.claims);
  const filters = VERDICTS.filter((verdict) => count[verdict] > 0).map((verdict) =>
    element(
      'button',
      {
        class: `filter ${verdict}`,
        'aria-pressed': String(reading.wanted.has(verdict)),
        'data-key': `filter-${verdict}`,
        click: () => actions.toggle(verdict),
      },
      mark(verdict),
      ` ${NAMES[verdict]} `,
      element('span', { class: 'count' }, String(count[verdict])),
    ),
  );
  return [
    element('h1', {}, shown.draft),
    element('p', { class: 'corpus' }, corpusLine(shown.claims.length, shown.corpus)),
    element('div', { class: 'filters', role: 'group', 'aria-label': 'Show only claims that are' }, ...filters),
  ];
}

export function claims(shown: Shown, reading: Reading, actions: Actions): Child[] {
  if (shown.notice !== null) {
    return [element('p', { class: 'notice', role: 'status' }, shown.notice)];
  }
  const listed = filtered(shown.claims, reading.wanted);
  const items = listed.map((index) => claimItem(shown, index, reading, actions));
  return [element('ol', { 'aria-label': 'Claims of this draft' }, ...items)];
}

function corpusLine(claims: number, corpus: CorpusSize | null): string {
  const made = claims === 1 ? '1 claim' : `${claims} claims`;
  return corpus === null ? made : `${made}, held against ${corpus.answers} answers from ${corpus.sources} pages`;
}

function claimItem(shown: Shown, index: number, reading: Reading, actions: Actions): HTMLElement | null {
  const claim = shown.claims[index];
  if (claim === undefined) {
    return null;
  }
  const chosen = index === shown.chosen;
  const button = element(
    'button',
    {
      class: 'claim-head',
      'aria-expanded': String(chosen),
      'data-key': `claim-${index}`,
      'data-claim': index,
      click: () => actions.choose(index, false),
    },
    element('span', { class: 'verdict' }, mark(claim.verdict), ` ${NAMES[claim.verdict]}`),
    claim.for + claim.against > 0 ? barElement(claim, shown.claims) : null,
    element('span', { class: 'text' }, claim.text),
  );
  const item = element('li', { class: `claim ${claim.verdict}${chosen ? ' chosen' : ''}` }, button);
  if (chosen) {
    item.append(details(claim, index, reading, actions));
  }
  return item;
}

function barElement(claim: Claim, all: readonly Claim[]): HTMLElement {
  const { against, for: agreeing, label } = bar(claim, all);
  const fill = (width: number) => {
    const made = element('span', { class: 'fill' });
    // Set here, not in the markup: the page's policy lets no inline style in.
    made.style.width = `${Math.round(width * LONGEST_BAR)}px`;
    return made;
  };
  const number = (count: number) => (count === 0 ? null : String(count));
  return element(
    'span',
    { class: 'bar', role: 'img', 'aria-label': label, title: label },
    element('span', { class: 'half against' }, number(claim.against), fill(against)),
    element('span', { class: 'half for' }, fill(agreeing), number(claim.for)),
  );
}

function details(claim: Claim, index: number, reading: Reading, actions: Actions): HTMLElement {
  const nothing = sides(claim).length === 0;
  const note = claim.message ?? (nothing ? 'The corpus says nothing on this. That does not make it right.' : null);
  return element(
    'div',
    { class: 'details' },
    note === null ? null : element('p', { class: 'message' }, note),
    ...sides(claim).map((side) => sideElement(side, index, reading, actions)),
    element(
      'button',
      { class: 'link', 'data-key': `leave-${index}`, click: () => actions.choose(index, true) },
      'Go to the sentence',
    ),
  );
}

function sideElement(side: Side, claim: number, reading: Reading, actions: Actions): HTMLElement {
  const { citations, name } = side;
  const shown = reading.whole.has(name) ? citations : citations.slice(0, SHOWN);
  const more = citations.length - shown.length;
  return element(
    'section',
    { class: `side ${name}` },
    element('h2', {}, side.heading),
    element('ul', {}, ...shown.map((citation, index) => citationItem(citation, claim, name, index, actions))),
    more === 0
      ? null
      : element(
          'button',
          { class: 'link', 'data-key': `more-${name}`, click: () => actions.showAll(name) },
          `Show ${more} more`,
        ),
  );
}

function citationItem(citation: Citation, claim: number, side: SideName, index: number, actions: Actions): HTMLElement {
  const about = standing(citation);
  return element(
    'li',
    { class: 'citation' },
    element('p', { class: 'speaker' }, element('strong', {}, speaker(citation)), about === '' ? null : ` ${about}`),
    quote(citation),
    citation.uri === null
      ? element('span', { class: 'place' }, place(citation))
      : element(
          'button',
          {
            class: 'link place',
            title: citation.title,
            'data-key': `${side}-${index}`,
            click: () => actions.open(claim, side, index),
          },
          place(citation),
        ),
  );
}

/** A summary is the corpus editor's words: it stands without quotation marks, and says what it is. */
function quote(citation: Citation): HTMLElement {
  return citation.summary
    ? element('p', { class: 'quote' }, element('em', { class: 'summary' }, 'In summary: '), citation.quote)
    : element('blockquote', { class: 'quote' }, `“${citation.quote}”`);
}

function mark(verdict: Verdict): HTMLElement {
  return element('span', { class: 'mark', 'aria-hidden': 'true' }, MARKS[verdict]);
}
