import type { Author, DesiredState } from '@business-m/contract';
import type { StableHistory } from './stable-history.ts';

export interface ChangeContext {
  author: Author;
  reason: string;
  now: Date;
  stables(scope: string): StableHistory;
  /** The release that `latest` stands for now. */
  latest(scope: string): string | undefined;
  /** Another environment: merged, with `latest` looked up. */
  environment(name: string): DesiredState | undefined;
}
