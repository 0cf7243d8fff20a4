import { formatDate, LoadProblem, useLoadTrouble } from '@business-m/documents';
import { Card, DataGrid, EmptyState, type GridColumn, Page, PageHeader } from '@business-m/ui';
import { type Note, useNotes } from './use-notes.ts';

const columns: GridColumn<Note>[] = [
  { id: 'date', header: 'Date', width: 120, stack: 'note', render: (note) => formatDate(note.date) },
  { id: 'text', header: 'Note', grow: true, stack: 'lead', render: (note) => note.text },
  { id: 'author', header: 'By', width: 200, priority: 2, stack: 'aside', render: (note) => note.author },
];

/** A list from this remote's own service. */
export default function Notes() {
  const notes = useNotes();
  const trouble = useLoadTrouble(notes);
  // Until there is a service, the gateway has nowhere to send the call.
  const noService = trouble?.problem.status === 404;
  if (trouble && !noService) return <LoadProblem trouble={trouble} />;
  return (
    <Page>
      <PageHeader title="Notes" />
      <Card padding="none">
        <DataGrid
          label="Notes"
          columns={columns}
          rows={notes.data ?? []}
          rowKey={(note) => note.id}
          loading={notes.isPending && !noService}
          empty={
            noService ? (
              <EmptyState
                icon="inbox"
                title="No service yet"
                detail="Nothing answers /api/template/notes. src/mocks/notes.ts answers it in tests and when this remote is shown alone."
              />
            ) : (
              <EmptyState icon="file" title="No notes yet" />
            )
          }
        />
      </Card>
    </Page>
  );
}
