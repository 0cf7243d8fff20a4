import {
  type MockDocuments,
  type MockMessages,
  mockDocuments,
  mockMessages,
  recordedDocTypes,
  recordedReports,
} from '@business-m/documents/testing';
import { documentSchema, messageListSchema } from '@business-m/metadata';
import { http } from 'msw/http';
import recording from './recorded.json' with { type: 'json' };

/** The demo company's stock as the services answer it: in component tests and when the remote is shown alone. */
export function mockWarehouse(): MockDocuments & { outbox: MockMessages; ledger: { away: boolean } } {
  const ledger = { away: false };
  // An entry that was recorded on its way into the ledger goes the same way here, one stage after the other.
  const stages = new Map(Object.entries(recording.stages).map(([id, [, ...next]]) => [id, next]));
  const advance = (id: string) => {
    const stage = stages.get(id)?.shift();
    if (!stage) return {};
    for (const message of messageListSchema.shape.items.parse(stage.messages)) outbox.messages.set(message.id, message);
    const document = documentSchema.parse(stage.document);
    mock.documents('stock-entry').set(id, document);
    return document;
  };
  const mock: MockDocuments = mockDocuments({
    docTypes: recordedDocTypes(recording),
    onTransition: (_, { id }, transition) => (transition === 'submit' ? advance(id) : {}),
  });
  const outbox = mockMessages({
    scope: 'wms',
    onRetry({ key }) {
      advance(key);
      return null;
    },
  });
  for (const message of messageListSchema.parse(recording.messages).items) outbox.messages.set(message.id, message);

  /** The ledger answers by the second time that somebody asks. */
  const settle = http.get('/api/resource/stock-entry/:id', ({ params }) => {
    const id = String(params.id);
    if (!ledger.away && mock.documents('stock-entry').get(id)?.posting_status === 'pending') advance(id);
    return undefined;
  });
  return { ...mock, outbox, ledger, handlers: [settle, ...mock.handlers, recordedReports(recording), ...outbox.handlers] };
}
