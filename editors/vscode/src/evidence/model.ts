/**
 * What the evidence panel shows, worked out from what the server told.
 *
 * It must know neither the editor nor the page: both sides of the panel use it, and the tests.
 */

import type { Citation, Claim, Position, Range, Verdict } from './protocol.ts';

/** The verdicts in the order in which an author wants to hear of them. */
export const VERDICTS: readonly Verdict[] = ['contradicted', 'overstated', 'contested', 'supported', 'uncovered'];

/** Verdicts as the panel names them. */
export const NAMES: Readonly<Record<Verdict, string>> = {
  contradicted: 'Contradicted',
  overstated: 'Overstated',
  contested: 'Contested',
  supported: 'Supported',
  uncovered: 'Not covered',
};

export function countByVerdict(claims: readonly Claim[]): Record<Verdict, number> {
  const count = { contradicted: 0, overstated: 0, contested: 0, supported: 0, uncovered: 0 };
  for (const claim of claims) {
    count[claim.verdict] += 1;
  }
  return count;
}

/** The positions in `claims` of those with one of the wanted verdicts; none wanted means all. */
export function filtered(claims: readonly Claim[], wanted: ReadonlySet<Verdict>): number[] {
  const indexes = claims.map((_, index) => index);
  return wanted.size === 0 ? indexes : indexes.filter((index) => wanted.has(claims[index]?.verdict ?? 'uncovered'));
}

/**
 * The claim under the cursor: of those whose sentence holds it, one whose clashing words hold it, else the gravest.
 *
 * A claim that is chosen already stays chosen while the cursor is in its sentence and not in another's words, so that of two
 * claims in one sentence the one that was clicked is not lost.
 */
export function claimAt(claims: readonly Claim[], cursor: Position, chosen?: number): number | undefined {
  const here = claims.map((_, index) => index).filter((index) => holds(claims[index]?.range, cursor));
  const pointed = here.filter((index) => holds(claims[index]?.slot, cursor));
  if (chosen !== undefined && (pointed.length > 0 ? pointed : here).includes(chosen)) {
    return chosen;
  }
  return gravest(claims, pointed) ?? gravest(claims, here);
}

function gravest(claims: readonly Claim[], indexes: readonly number[]): number | undefined {
  const gravity = (index: number) => VERDICTS.indexOf(claims[index]?.verdict ?? 'uncovered');
  return indexes.reduce<number | undefined>(
    (best, index) => (best === undefined || gravity(index) < gravity(best) ? index : best),
    undefined,
  );
}

function holds(range: Range | null | undefined, cursor: Position): boolean {
  return !!range && compare(range.start, cursor) <= 0 && compare(cursor, range.end) <= 0;
}

function compare(left: Position, right: Position): number {
  return left.line - right.line || left.character - right.character;
}

export interface Bar {
  /** Widths of the halves, from 0 to 1. */
  readonly against: number;
  readonly for: number;
  /** The same for those who hear it. */
  readonly label: string;
}

/** A claim's bar. All bars of a draft have one scale, so that they can be compared. */
export function bar(claim: Claim, claims: readonly Claim[]): Bar {
  const longest = Math.max(1, ...claims.map((one) => Math.max(one.for, one.against)));
  return { against: claim.against / longest, for: claim.for / longest, label: tally(claim) };
}

/** "14 answers against, 2 for" */
export function tally(claim: Claim): string {
  if (claim.for + claim.against === 0) {
    return 'No answer speaks of it';
  }
  const answers = claim.against === 1 ? 'answer' : 'answers';
  return `${claim.against || 'no'} ${answers} against, ${claim.for || 'none'} for`;
}

export type SideName = 'contradicting' | 'supporting';

export interface Side {
  readonly name: SideName;
  readonly heading: string;
  readonly citations: readonly Citation[];
}

/** The sides that anybody took; the one that decided the verdict comes first. */
export function sides(claim: Claim): Side[] {
  const against: Side = {
    name: 'contradicting',
    heading: `Against (${claim.against})`,
    citations: claim.contradicting,
  };
  const agreeing: Side = { name: 'supporting', heading: `For (${claim.for})`, citations: claim.supporting };
  const order = claim.verdict === 'supported' ? [agreeing, against] : [against, agreeing];
  return order.filter((side) => side.citations.length > 0);
}

/** "Ken Landow, MD" – or, where a page gives no name, what it does tell. */
export function speaker(citation: Citation): string {
  return citation.author ?? (citation.section === null ? 'A doctor' : citation.title);
}

/** "Las Vegas Dermatologist · ★ 4.6 (9 reviews)" */
export function standing(citation: Citation): string {
  const { rating, reviews } = citation;
  const stars =
    rating === null ? null : `★ ${rating.toFixed(1)}${reviews === null ? '' : ` (${reviewCount(reviews)})`}`;
  return [citation.credential, stars].filter((part) => part !== null).join(' · ');
}

function reviewCount(reviews: number): string {
  return reviews === 1 ? '1 review' : `${reviews} reviews`;
}

/** "04-permanence, answer 4" or "05-long-term-results, What the studies say" */
export function place(citation: Citation): string {
  const within = citation.answer === null ? citation.section : `answer ${citation.answer}`;
  return within ? `${citation.source}, ${within}` : citation.source;
}

/** Which claim of a newer list is the one that was chosen in the older; edits elsewhere must not lose it. */
export function sameClaim(
  older: readonly Claim[],
  chosen: number | undefined,
  newer: readonly Claim[],
): number | undefined {
  const claim = chosen === undefined ? undefined : older[chosen];
  if (claim === undefined) {
    return undefined;
  }
  const alike = newer.map((_, index) => index).filter((index) => newer[index]?.text === claim.text);
  const distance = (index: number) => Math.abs((newer[index]?.range.start.line ?? 0) - claim.range.start.line);
  return alike.sort((left, right) => distance(left) - distance(right))[0];
}
