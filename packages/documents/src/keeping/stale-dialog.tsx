import type { DocTypeMeta, Document } from '@business-m/metadata';
import { Button, DataGrid, Dialog, type GridColumn, Text, YStack } from '@business-m/ui';
import { type ReactNode, useState } from 'react';
import { formatDateTime } from '../format/format-date.ts';
import { type Difference, documentDifferences } from './document-diff.ts';
import type { Conflict, Merge } from './merge-edits.ts';

const SHOWN_AT_MOST = 40;

/** Somebody else saved first. */
export interface Stale {
  theirs: Document;
  merge: Merge;
  /** What was to be done to the document: it goes on with a save, and with nothing else. */
  isSave: boolean;
  /** What is on screen, as a save would send it. */
  mine: Readonly<Record<string, unknown>>;
}

export interface StaleDialogProps {
  meta: DocTypeMeta;
  stale: Stale;
  /** The conflicts that are decided for them, by path. */
  onDecide(theirs: ReadonlySet<string>): void;
  /** Drops all of mine. */
  onDrop(): void;
  onClose(): void;
}

/** What both changed, side by side; the user chooses for each. Everything else has merged. */
export function StaleDialog(props: StaleDialogProps) {
  const { status } = props.stale.theirs;
  return status === 'draft' || status === 'saved' ? <Conflicts {...props} /> : <Closed {...props} />;
}

function Conflicts({ stale: { theirs, merge, isSave }, onDecide, onDrop, onClose }: StaleDialogProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = (path: string, isTheirs: boolean) =>
    setChosen(new Set(isTheirs ? [...chosen, path] : [...chosen].filter((each) => each !== path)));
  const choice = (conflict: Conflict, side: 'mine' | 'theirs'): ReactNode => (
    <label style={{ display: 'flex', gap: 8, alignItems: 'baseline', cursor: 'pointer' }}>
      <input
        type="radio"
        name={conflict.path}
        aria-label={`${conflict.label}: ${side === 'mine' ? 'yours' : 'theirs'}`}
        checked={chosen.has(conflict.path) === (side === 'theirs')}
        onChange={() => choose(conflict.path, side === 'theirs')}
        style={{ accentColor: 'var(--accent)' }}
      />
      <span>{side === 'mine' ? shown(conflict.mine) : shown(conflict.theirs)}</span>
    </label>
  );
  const columns: GridColumn<Conflict>[] = [
    { id: 'label', header: 'Field', render: ({ label }) => label },
    { id: 'before', header: 'Before', priority: 2, render: ({ before }) => before || '–' },
    { id: 'mine', header: 'Yours', render: (conflict) => choice(conflict, 'mine') },
    { id: 'theirs', header: 'Theirs', render: (conflict) => choice(conflict, 'theirs') },
  ];
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Changed while you were editing"
      size="large"
      actions={
        <>
          <Button onPress={onDrop}>Drop my changes</Button>
          <Button variant="primary" onPress={() => onDecide(chosen)}>
            {isSave ? 'Save with these' : 'Go on with these'}
          </Button>
        </>
      }
    >
      <YStack gap="$3">
        <Text>
          {savedBy(theirs)} You both changed what is listed here: choose for each.{' '}
          {merge.taken.length > 0
            ? `What only one of you changed is kept, theirs as well: ${merge.taken.join(', ')}.`
            : 'What only one of you changed is kept.'}
        </Text>
        <DataGrid label="Both versions" dense columns={columns} rows={merge.conflicts} rowKey={({ path }) => path} />
      </YStack>
    </Dialog>
  );
}

/** It can no longer be edited: what was typed is shown once more. */
function Closed({ meta, stale: { theirs, mine }, onDrop, onClose }: StaleDialogProps) {
  const differences = documentDifferences(meta, mine, theirs);
  const columns: GridColumn<Difference>[] = [
    { id: 'label', header: 'Field', render: (row) => row.label },
    { id: 'mine', header: 'Yours', render: (row) => row.mine || '–' },
    { id: 'theirs', header: 'Theirs', render: (row) => row.theirs || '–' },
  ];
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${theirs.status === 'submitted' ? 'Submitted' : 'Cancelled'} while you were editing`}
      size="large"
      actions={
        <Button variant="primary" onPress={onDrop}>
          Show it as it is
        </Button>
      }
    >
      <YStack gap="$3">
        <Text>
          {theirs.modified_by} {theirs.status === 'submitted' ? 'submitted' : 'cancelled'} {theirs.id} on{' '}
          {formatDateTime(theirs.modified_at)}: it can no longer be changed. This is what you typed and they do not have.
        </Text>
        <DataGrid label="Both versions" dense columns={columns} rows={differences.slice(0, SHOWN_AT_MOST)} rowKey={(row) => row.path} />
        {differences.length > SHOWN_AT_MOST && <Text tone="muted">and {differences.length - SHOWN_AT_MOST} more</Text>}
      </YStack>
    </Dialog>
  );
}

const shown = (text: string | null) => (text === null ? 'Row removed' : text || '–');

const savedBy = ({ modified_by, id, modified_at }: Document) => `${modified_by} saved ${id} on ${formatDateTime(modified_at)}.`;
