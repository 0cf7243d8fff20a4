import type { Change, DesiredRemote, DesiredState } from '@business-m/contract';
import { mergePatch } from '../../store/json-values.ts';
import { applyChanges } from '../apply-changes.ts';
import { ChangeRefusal } from '../change-refusal.ts';
import type { ChangeContext } from '../draft.ts';

/** Releases by what the tests call them. */
export const id = (version: string) => `${version}-0123456789ab`;

export const remote = (releases: DesiredRemote['releases'], changes: Partial<DesiredRemote> = {}): DesiredRemote => ({
  title: 'Shop',
  team: 'Shop UI',
  enabled: true,
  releases,
  ...changes,
});

export interface Trial {
  remotes?: Record<string, DesiredRemote>;
  backend?: unknown;
  policy?: unknown;
  /** What the document extends. */
  base?: unknown;
  context?: Partial<ChangeContext>;
}

/** Makes changes to a document; what is merged afterwards, the text, or the refusal as a value. */
export function tryChanges(
  { remotes = { shop: remote({ stable: id('1.0.0') }) }, backend, policy, base, context }: Trial,
  ...changes: Change[]
) {
  const own = { ...(policy !== undefined && { policy }), ...(backend !== undefined && { backend }), remotes };
  try {
    const text = applyChanges({ text: JSON.stringify(own), base }, changes, {
      author: { id: 'ann', name: 'Ann' },
      reason: 'because',
      now: new Date('2026-11-21T12:00:00Z'),
      stables: () => ({ before: undefined, ever: [] }),
      hadEntry: () => undefined,
      latest: () => undefined,
      environment: () => undefined,
      ...context,
    });
    return { text, after: mergePatch(base, JSON.parse(text)) as DesiredState };
  } catch (error) {
    if (error instanceof ChangeRefusal) return { refusal: { code: error.code, field: error.field, message: error.message } };
    throw error;
  }
}
