import type { DocTypeMeta, Document } from '@business-m/metadata';
import { Button, DataGrid, Dialog, Text, YStack } from '@business-m/ui';
import { formatDateTime } from '../format/format-date.ts';
import { documentDifferences } from '../state/document-diff.ts';

const SHOWN_AT_MOST = 40;

export interface StaleDialogProps {
  meta: DocTypeMeta;
  mine: Readonly<Record<string, unknown>>;
  /** Null when there is no conflict. */
  theirs: Document | null;
  onTakeTheirs(): void;
  onKeepMine(): void;
  onClose(): void;
}

/** Both versions side by side after somebody else saved first; the user decides. */
export function StaleDialog({ meta, mine, theirs, onTakeTheirs, onKeepMine, onClose }: StaleDialogProps) {
  const differences = theirs ? documentDifferences(meta, mine, theirs) : [];
  return (
    <Dialog
      open={theirs !== null}
      onOpenChange={(open) => !open && onClose()}
      title="Changed while you were editing"
      size="large"
      actions={
        <>
          <Button onPress={onTakeTheirs}>Take theirs</Button>
          <Button variant="primary" onPress={onKeepMine}>
            Keep editing mine
          </Button>
        </>
      }
    >
      {theirs && (
        <YStack gap="$3">
          <Text>
            {theirs.modified_by} saved {theirs.id} on {formatDateTime(theirs.modified_at)}. Nothing of yours is lost: keep editing and save
            again to replace their version, or take theirs and drop your changes.
          </Text>
          <DataGrid
            label="Both versions"
            dense
            columns={[
              { id: 'label', header: 'Field', render: (row) => row.label },
              { id: 'mine', header: 'Yours', render: (row) => row.mine || '–' },
              { id: 'theirs', header: 'Theirs', render: (row) => row.theirs || '–' },
            ]}
            rows={differences.slice(0, SHOWN_AT_MOST)}
            rowKey={(row) => row.path}
            empty={<Text tone="muted">The values are the same; only the version differs.</Text>}
          />
          {differences.length > SHOWN_AT_MOST && <Text tone="muted">and {differences.length - SHOWN_AT_MOST} more</Text>}
        </YStack>
      )}
    </Dialog>
  );
}
