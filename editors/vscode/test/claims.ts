/** Claims and citations for tests; what a test does not care about is filled in. */

import type { Citation, Claim, Range } from '../src/evidence/protocol.ts';

export function at(line: number, from: number, to: number): Range {
  return { start: { line, character: from }, end: { line, character: to } };
}

export function claim(rest: Partial<Claim>): Claim {
  return {
    range: at(0, 0, 30),
    slot: null,
    text: 'Botox gives permanent results.',
    verdict: 'uncovered',
    code: null,
    reason: null,
    message: null,
    severity: null,
    for: 0,
    against: 0,
    supporting: [],
    contradicting: [],
    ...rest,
  };
}

export function citation(rest: Partial<Citation>): Citation {
  return {
    source: '02-atrophy',
    answer: 4,
    section: null,
    title: 'Can muscles shrink?',
    author: 'Ann Example, MD',
    credential: 'Anytown Dermatologist',
    rating: 4.6,
    reviews: 9,
    quote: 'It is temporary.',
    path: 'corpus/02-atrophy.md',
    line: 51,
    uri: 'file:///corpus/02-atrophy.md',
    position: { line: 50, character: 0 },
    ...rest,
  };
}
