export { type MockDocuments, type MockDocumentsOptions, mockDocuments } from './mock-documents.ts';
export { type MockMessages, mockMessages } from './mock-messages.ts';
export { type Recording, recordedDocTypes, recordedReports } from './recorded.ts';
