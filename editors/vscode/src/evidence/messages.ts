/** What the panel and its page tell each other. Both ends are checked against these types and nothing else. */

import type { SideName } from './model.ts';
import type { Claim, CorpusSize } from './protocol.ts';

/** What the page shows. */
export interface Shown {
  /** The draft's file name; none while no draft is looked at. */
  readonly draft: string | null;
  readonly claims: readonly Claim[];
  readonly corpus: CorpusSize | null;
  /** Which claim is unfolded. */
  readonly chosen: number | null;
  /** Why there is nothing to show, in a sentence for the author. */
  readonly notice: string | null;
  /** Counts what was shown, so that a click on something outdated is recognised. */
  readonly edition: number;
}

export type ToPage =
  | { readonly kind: 'show'; readonly shown: Shown }
  | { readonly kind: 'choose'; readonly claim: number | null; readonly edition: number };

export type FromPage =
  | { readonly kind: 'ready' }
  /** A claim was chosen; `leave` moves the keyboard into the draft. */
  | { readonly kind: 'claim'; readonly claim: number; readonly leave: boolean; readonly edition: number }
  | {
      readonly kind: 'citation';
      readonly claim: number;
      readonly side: SideName;
      readonly citation: number;
      readonly edition: number;
    };
