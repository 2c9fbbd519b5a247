/**
 * The request `secondOpinion/evidence`: what the server tells of a draft's claims.
 *
 * The shapes are a contract with the server; fields may be added there, so nothing here must depend on their absence.
 */

export const EVIDENCE_REQUEST = 'secondOpinion/evidence';

/** A place in a text: both from 0, `character` in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export type Verdict = 'contradicted' | 'overstated' | 'contested' | 'supported' | 'uncovered';

export interface EvidenceParams {
  readonly textDocument: { readonly uri: string };
  /** Only the claims here; without it all, in the order of the draft. */
  readonly position?: Position;
}

export interface Evidence {
  readonly version: number;
  readonly corpus: CorpusSize;
  readonly claims: readonly Claim[];
}

export interface CorpusSize {
  readonly sources: number;
  readonly answers: number;
  readonly claims: number;
}

export interface Claim {
  /** The sentence. */
  readonly range: Range;
  /** The words that clash, where some do. */
  readonly slot: Range | null;
  readonly text: string;
  readonly verdict: Verdict;
  readonly code: string | null;
  readonly reason: string | null;
  readonly message: string | null;
  readonly severity: 'error' | 'warning' | 'information' | 'hint' | null;
  /** Answers, not sentences. */
  readonly for: number;
  readonly against: number;
  readonly supporting: readonly Citation[];
  readonly contradicting: readonly Citation[];
}

export interface Citation {
  readonly source: string;
  readonly answer: number | null;
  readonly section: string | null;
  readonly title: string;
  readonly author: string | null;
  readonly credential: string | null;
  readonly rating: number | null;
  readonly reviews: number | null;
  readonly quote: string;
  /** Whether `quote` is a summary by the corpus's editor, which must not be shown as a quotation. */
  readonly summary?: boolean;
  readonly path: string;
  readonly line: number;
  /** Where the answer stands on the disk. */
  readonly uri: string | null;
  readonly position: Position | null;
}
