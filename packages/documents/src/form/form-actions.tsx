import type { DocTypeAction, DocTypeMeta, Document } from '@business-m/metadata';
import { companyToday } from '@business-m/sdk';
import { Button, ConfirmDialog, IconButton, Menu, type MenuItem, Paragraph, Tooltip } from '@business-m/ui';
import { type ReactNode, useState } from 'react';
import type { DocumentCommand } from '../api/document-writes.ts';
import { formatDate } from '../format/format-date.ts';

export interface FormActionsProps {
  meta: DocTypeMeta;
  doc: Document | null;
  dirty: boolean;
  busy: DocumentCommand | null;
  submitBlocked: string | null;
  /** Asked for when Submit is pressed: days to look at once more. */
  farDays(): readonly string[];
  children?: ReactNode;
  onRun(command: DocumentCommand): void;
}

/** The commands that status and permissions allow. */
export function commandsFor(meta: DocTypeMeta, doc: Document | null): ReadonlySet<DocumentCommand> {
  const can = (action: DocTypeAction) => meta.can.actions.includes(action);
  const commands = new Set<DocumentCommand>();
  const status = doc?.status ?? (meta.submittable ? 'draft' : 'saved');
  const open = status === 'draft' || status === 'saved';
  if (open && can(doc ? 'save' : 'create')) commands.add('save');
  if (status === 'draft' && can('submit')) commands.add('submit');
  if (status === 'submitted' && can('cancel')) commands.add('cancel');
  if (status === 'cancelled' && can('amend')) commands.add('amend');
  if (doc && open && can('delete')) commands.add('delete');
  return commands;
}

const FAR_SHOWN = 5;

/** On which day cancelling reverses what the document posted. */
function reversalWords({ reversal }: DocTypeMeta): string {
  if (reversal === 'same-date') return 'What it posted is reversed on the same date. ';
  return reversal ? `What it posted is reversed today, ${formatDate(companyToday())}. ` : '';
}

/** The buttons of a form's header. Cancel and delete ask first, and so does Submit about a date far from today. */
export function FormActions({ meta, doc, dirty, busy, submitBlocked, farDays, children, onRun }: FormActionsProps) {
  const [asking, setAsking] = useState<'cancel' | 'delete' | null>(null);
  const [far, setFar] = useState<readonly string[]>([]);
  const commands = commandsFor(meta, doc);
  const submitNow = () => {
    const days = farDays();
    if (days.length > 0) setFar(days);
    else onRun('submit');
  };
  const more: MenuItem[] = [];
  if (commands.has('cancel'))
    more.push({ label: `Cancel ${meta.label.toLowerCase()}`, icon: 'ban', danger: true, onSelect: () => setAsking('cancel') });
  if (commands.has('delete')) more.push({ label: 'Delete', icon: 'trash', danger: true, onSelect: () => setAsking('delete') });
  const submitLeads = commands.has('submit') && doc !== null && !dirty;
  const submit = (
    <Button
      variant={submitLeads ? 'primary' : 'default'}
      icon="send"
      busy={busy === 'submit'}
      disabled={submitBlocked !== null}
      onPress={submitNow}
    >
      Submit
    </Button>
  );
  return (
    <>
      {children}
      {commands.has('submit') && (submitBlocked === null ? submit : <Tooltip label={submitBlocked}>{submit}</Tooltip>)}
      {commands.has('amend') && (
        <Button variant="primary" icon="pencil" busy={busy === 'amend'} onPress={() => onRun('amend')}>
          Amend
        </Button>
      )}
      {commands.has('save') && (
        <Button
          variant={submitLeads ? 'default' : 'primary'}
          icon="save"
          busy={busy === 'save'}
          disabled={!dirty && doc !== null}
          onPress={() => onRun('save')}
        >
          Save
        </Button>
      )}
      {more.length > 0 && <Menu align="end" trigger={<IconButton icon="ellipsis" label="More actions" />} items={more} />}
      <ConfirmDialog
        open={far.length > 0}
        onOpenChange={(open) => !open && setFar([])}
        title={far.length === 1 ? 'Is this date right?' : 'Are these dates right?'}
        confirmLabel="Submit"
        cancelLabel="Look again"
        onConfirm={() => {
          setFar([]);
          onRun('submit');
        }}
      >
        <Paragraph>
          {far.slice(0, FAR_SHOWN).join(' ')} {far.length > FAR_SHOWN && `And ${far.length - FAR_SHOWN} more. `}That is more than a year
          from today.
        </Paragraph>
      </ConfirmDialog>
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={(open) => !open && setAsking(null)}
        title={asking === 'cancel' ? `Cancel ${doc?.id}?` : `Delete ${doc?.id}?`}
        confirmLabel={asking === 'cancel' ? `Cancel ${meta.label.toLowerCase()}` : 'Delete'}
        cancelLabel="Keep it"
        danger
        busy={busy === asking && busy !== null}
        onConfirm={() => {
          if (asking) onRun(asking);
          setAsking(null);
        }}
      >
        <Paragraph>
          {asking === 'cancel'
            ? `${reversalWords(meta)}A cancelled document stays readable and can be amended.`
            : 'It is gone for good. This cannot be undone.'}
        </Paragraph>
      </ConfirmDialog>
    </>
  );
}
