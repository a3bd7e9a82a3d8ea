import type { Result } from './result';

/** The part of a step that leads to the next one. */
export interface Submit<S, A extends unknown[] = [code: string]> {
  /** Answers the step; while an answer is under way it returns the same promise. */
  submit(...answer: A): Promise<Result<S>>;
}
