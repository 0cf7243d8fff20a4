export { type MockDocuments, type MockDocumentsOptions, mockDocuments } from './mock-documents.ts';
