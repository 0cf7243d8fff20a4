import { type Attention, attentionOf, needsAttention } from './attention.ts';
import type { RemoteRow } from './release-state.ts';

export interface FleetRow extends RemoteRow {
  attention: Attention;
}

export interface FleetFilter {
  text: string;
  state: string;
}

export const stateChoices = [
  { value: 'attention', label: 'Needs attention' },
  { value: 'canary', label: 'With a canary' },
  { value: 'halted', label: 'Halted' },
  { value: 'bound', label: 'With bindings' },
  { value: 'disabled', label: 'Switched off' },
] as const;

const tests: Readonly<Record<string, (row: FleetRow) => boolean>> = {
  attention: ({ attention }) => needsAttention(attention),
  canary: ({ canary }) => canary !== null,
  halted: ({ remote }) => remote.releases.halted !== undefined,
  bound: ({ remote }) => (remote.bindings?.length ?? 0) > 0,
  disabled: ({ remote }) => !remote.enabled,
};

/** `Part 9` before `Part 10`. */
const { compare } = new Intl.Collator(undefined, { numeric: true });

export function fleetRows(rows: readonly RemoteRow[]): FleetRow[] {
  return rows
    .map((row) => ({ ...row, attention: attentionOf(row) }))
    .sort((a, b) => a.attention.rank - b.attention.rank || compare(a.remote.title, b.remote.title) || compare(a.scope, b.scope));
}

/** Every word must occur in the title, scope, team or releases. */
export function selectRows(rows: readonly FleetRow[], { text, state }: FleetFilter): FleetRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const test = tests[state] ?? (() => true);
  return rows.filter((row) => {
    if (!test(row)) return false;
    const { scope, remote, stable, canary } = row;
    const all = `${remote.title} ${scope} ${remote.team} ${stable.release} ${canary?.release ?? ''}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}
