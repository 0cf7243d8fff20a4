import type { TelemetryEvent } from '@business-m/contract';
import type { ReleaseHealth } from '@business-m/contract/admin';

export const WINDOW_MINUTES = 30;

export type ReportedEvent = Pick<TelemetryEvent, 'scope' | 'release' | 'kind' | 'code' | 'thrown'>;

/** Counts users of the last half hour by what their desks report of releases. One contract suite runs on both implementations. */
export interface HealthCounts {
  readonly windowMinutes: number;
  /** Never waits: what is shared with other gateways is shared a moment later. */
  record(userId: string, events: readonly ReportedEvent[]): void;
  /** Each release of a scope that anybody reported of; with `since`, only what was reported from then on. */
  read(scope: string, since?: Date): ReleaseHealth[];
  close(): Promise<void>;
}
