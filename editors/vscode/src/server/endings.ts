/**
 * What to do when the server has ended without being asked: start it again, or give up.
 *
 * A server that never became ready would only fail again, so it is not restarted; one that worked is, a few times. It must
 * not know the editor, nor the clock: it is told the time.
 */

/** How many unasked ends are borne within the window below. */
export const RESTARTS = 4;

/** Three minutes, in milliseconds. */
export const WINDOW_MS = 3 * 60 * 1000;

export type Decision = 'restart' | 'never-ready' | 'too-often';

export class Endings {
  private recent: number[] = [];

  /** @param now in milliseconds, from any start. */
  ended(now: number, wasReady: boolean): Decision {
    if (!wasReady) {
      return 'never-ready';
    }
    this.recent = this.recent.filter((before) => now - before < WINDOW_MS);
    if (this.recent.length >= RESTARTS) {
      return 'too-often';
    }
    this.recent.push(now);
    return 'restart';
  }
}
