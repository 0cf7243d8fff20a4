import { type MockDocuments, mockDocuments, recordedDocTypes, recordedReports } from '@business-m/documents/testing';
import recording from './recorded.json' with { type: 'json' };

/** The demo company's books as the services answer them: in component tests and when the remote is shown alone. */
export function mockFinance(): MockDocuments {
  const mock = mockDocuments({ docTypes: recordedDocTypes(recording) });
  return { ...mock, handlers: [...mock.handlers, recordedReports(recording)] };
}
