export { mockDocuments, type MockDocuments, type MockDocumentsOptions } from './mock-documents.ts';
