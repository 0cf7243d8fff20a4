import { formatDateTime } from '@business-m/documents';
import { Combobox, type ComboboxOption, Field } from '@business-m/ui';
import { useState } from 'react';
import { ChangeDialog } from '../change/change-dialog.tsx';
import type { RemoteRow } from '../fleet/release-state.ts';
import { hashOf, versionOf } from '../words/release-words.ts';
import { bpsOf, shareWords, typedShare } from '../words/share-words.ts';
import type { DialogProps } from './remote-actions.ts';
import { ShareInput } from './share-input.tsx';

export interface ReleaseDialogProps extends DialogProps {
  /** Preselected release; empty when the user chooses. */
  release: string;
  shareBps: number;
  fixed?: boolean | undefined;
}

export function ReleaseDialog({ row, release: first, shareBps, fixed = false, ...frame }: ReleaseDialogProps) {
  const [release, setRelease] = useState(first);
  const [share, setShare] = useState(typedShare(shareBps));
  const bps = bpsOf(share);
  const version = release === '' ? '' : ` ${versionOf(release)}`;
  return (
    <ChangeDialog
      {...frame}
      title={`Release ${row.remote.title}${version}`}
      description={describe(row)}
      confirmLabel={bps === 10_000 ? 'Release to everybody' : bps === null ? 'Release' : `Release to ${shareWords(bps)}`}
      changes={() => (release === '' || bps === null ? null : [{ kind: 'release', scope: row.scope, release, shareBps: bps }])}
    >
      {!fixed && <ReleasePicker row={row} value={release} onChange={setRelease} />}
      <ShareInput value={share} onChange={setShare} users={row.fleet?.health.reduce((sum, { users }) => sum + users, 0) || undefined} />
    </ChangeDialog>
  );
}

export function ReleasePicker({ row, value, onChange }: { row: RemoteRow; value: string; onChange(release: string): void }) {
  const options = releaseOptions(row);
  return (
    <Field label="Release" required {...(options.length === 0 ? { help: 'The CDN does not say what was published.' } : {})}>
      {(aria) => (
        <Combobox {...aria} value={value} onChange={onChange} options={options} valueLabel={versionOf(value)} emptyText="No such release" />
      )}
    </Field>
  );
}

function releaseOptions({ published = [], stable, canary }: RemoteRow): ComboboxOption[] {
  return published.map(({ id, version, publishedAt }) => {
    const state = id === stable.release ? 'stable, ' : id === canary?.release ? 'canary, ' : '';
    return { value: id, label: version, hint: `${state}${publishedAt ? formatDateTime(publishedAt) : hashOf(id)}` };
  });
}

function describe({ stable, canary }: RemoteRow): string {
  const now = `Stable is ${versionOf(stable.release)}`;
  return canary ? `${now}; ${versionOf(canary.release)} is the canary with ${shareWords(canary.shareBps)}.` : `${now}, for everybody.`;
}
