import type { DocTypeMeta, Document } from '@business-m/metadata';
import { PageHeader } from '@business-m/ui';
import { memo } from 'react';
import { StatusBadge } from '../field/status-badge.tsx';
import { FormActions, type FormActionsProps } from './form-actions.tsx';

/** A form's title, status and buttons. Memoised: it is drawn when one of them changes, not with each keystroke. */
export const FormHeader = memo(function FormHeader({ basePath, ...actions }: FormActionsProps & { basePath: string }) {
  const { meta, doc } = actions;
  const title = doc ? titleOf(meta, doc) : `New ${meta.label.toLowerCase()}`;
  return (
    <PageHeader
      title={title}
      subtitle={doc && title !== doc.id ? doc.id : undefined}
      badge={doc ? <StatusBadge status={doc.status} /> : undefined}
      back={{ href: basePath, label: meta.labelPlural }}
      actions={<FormActions {...actions} />}
    />
  );
});

/** What people call it: its title, or its number. */
export function titleOf(meta: DocTypeMeta, doc: Document): string {
  const title = meta.titleField === undefined ? null : doc[meta.titleField];
  return typeof title === 'string' && title !== '' ? title : doc.id;
}
