import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bar,
  claimAt,
  countByVerdict,
  filtered,
  place,
  sameClaim,
  sides,
  speaker,
  standing,
  tally,
} from '../src/evidence/model.ts';
import { at, citation, claim } from './claims.ts';

const contradicted = claim({ verdict: 'contradicted', against: 14, contradicting: [citation({})] });
const contested = claim({ verdict: 'contested', for: 3, against: 4, range: at(1, 0, 20) });
const supported = claim({ verdict: 'supported', for: 7, range: at(2, 0, 20) });
const uncovered = claim({ range: at(3, 0, 20) });
const draft = [contradicted, contested, supported, uncovered];

test('an empty draft has no claims of any kind', () => {
  assert.deepEqual(filtered([], new Set()), []);
  assert.equal(claimAt([], { line: 0, character: 0 }), undefined);
  assert.equal(countByVerdict([]).contradicted, 0);
});

test('without a filter all claims are shown, in the order of the draft', () => {
  assert.deepEqual(filtered(draft, new Set()), [0, 1, 2, 3]);
});

test('filters add up', () => {
  assert.deepEqual(filtered(draft, new Set(['contested'])), [1]);
  assert.deepEqual(filtered(draft, new Set(['uncovered', 'contradicted'])), [0, 3]);
  assert.deepEqual(filtered(draft, new Set(['overstated'])), []);
});

test('no claim is under a cursor between sentences', () => {
  assert.equal(claimAt(draft, { line: 9, character: 0 }), undefined);
  assert.equal(claimAt(draft, { line: 1, character: 21 }), undefined);
});

test('the ends of a sentence belong to it', () => {
  assert.equal(claimAt(draft, { line: 1, character: 0 }), 1);
  assert.equal(claimAt(draft, { line: 1, character: 20 }), 1);
});

test('of two claims in a sentence: the one pointed at, else the gravest', () => {
  const two = [
    claim({ verdict: 'supported', slot: at(0, 0, 5) }),
    claim({ verdict: 'overstated', slot: at(0, 10, 15) }),
  ];
  assert.equal(claimAt(two, { line: 0, character: 3 }), 0);
  assert.equal(claimAt(two, { line: 0, character: 12 }), 1);
  assert.equal(claimAt(two, { line: 0, character: 25 }), 1);
});

test('a chosen claim stays chosen while the cursor is in its sentence', () => {
  const two = [claim({ verdict: 'supported' }), claim({ verdict: 'overstated' })];
  assert.equal(claimAt(two, { line: 0, character: 3 }, 0), 0);
  assert.equal(claimAt(two, { line: 5, character: 3 }, 0), undefined);
  const pointed = [claim({}), claim({ slot: at(0, 10, 15) })];
  assert.equal(claimAt(pointed, { line: 0, character: 12 }, 0), 1);
  assert.equal(claimAt(pointed, { line: 0, character: 3 }, 0), 0);
});

test('an edit elsewhere does not lose the chosen claim, a change of it does', () => {
  const twice = [claim({ range: at(4, 0, 30) }), claim({ range: at(9, 0, 30) })];
  assert.equal(sameClaim(twice, 1, [claim({ text: 'Botox lasts.' }), ...twice]), 2);
  assert.equal(sameClaim(twice, 1, [claim({ text: 'Botox lasts.' })]), undefined);
  assert.equal(sameClaim(twice, undefined, twice), undefined);
});

test('bars have one scale', () => {
  assert.deepEqual(bar(contradicted, draft), { against: 1, for: 0, label: '14 answers against, none for' });
  assert.equal(bar(supported, draft).for, 0.5);
  assert.deepEqual(bar(uncovered, [uncovered]), { against: 0, for: 0, label: 'No answer speaks of it' });
});

test('a tally is English', () => {
  assert.equal(tally(claim({ against: 1, for: 2 })), '1 answer against, 2 for');
  assert.equal(tally(claim({ for: 2 })), 'no answers against, 2 for');
});

test('the side that decided comes first, and an empty one not at all', () => {
  const both = { supporting: [citation({})], contradicting: [citation({})] };
  const order = (verdict: 'contested' | 'supported') => sides(claim({ verdict, ...both })).map(({ name }) => name);
  assert.deepEqual(order('contested'), ['contradicting', 'supporting']);
  assert.deepEqual(order('supported'), ['supporting', 'contradicting']);
  assert.deepEqual(
    sides(contradicted).map(({ name }) => name),
    ['contradicting'],
  );
  assert.deepEqual(sides(uncovered), []);
});

test('nobody is made up: a page without a name stays without', () => {
  const nobody = citation({ author: null, credential: null, rating: null, reviews: null });
  assert.equal(speaker(nobody), 'A doctor');
  assert.equal(standing(nobody), '');
  assert.equal(speaker(citation({ author: null, answer: null, section: 'Results' })), 'Can muscles shrink?');
});

test('who said it, and where', () => {
  assert.equal(speaker(citation({})), 'Ann Example, MD');
  assert.equal(standing(citation({})), 'Anytown Dermatologist · ★ 4.6 (9 reviews)');
  assert.equal(standing(citation({ reviews: 1, credential: null })), '★ 4.6 (1 review)');
  assert.equal(place(citation({})), '02-atrophy, answer 4');
  assert.equal(place(citation({ answer: null, section: 'Results' })), '02-atrophy, Results');
});
