import { createApprovals } from './approvals.ts';
import type { Editor, EditorOptions, EditorParts } from './edit.ts';
import { editOnce } from './edit-once.ts';
import { createProposals } from './proposals.ts';

export function createEditor({ now = () => new Date(), ...options }: EditorOptions): Editor {
  const parts: EditorParts = { now, ...options };
  const proposals = createProposals(parts);
  return {
    documents: parts.documents,
    preview: parts.preview,
    edit: (name, edit, by) => editOnce(parts, proposals, name, edit, by),
    ...createApprovals(parts, proposals),
  };
}
