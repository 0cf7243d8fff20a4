import { HttpResponse, type RequestHandler } from 'msw';
import { http } from 'msw/http';
import type { Note } from '../notes/use-notes.ts';

const notes: Note[] = [
  { id: '2', date: '2026-03-02', text: 'The supplier sends samples.', author: 'Mira Stone' },
  { id: '1', date: '2026-02-24', text: 'Asked three suppliers for prices.', author: 'Jon Weiss' },
];

/** Answers this remote's calls in component tests and when it is shown alone. */
export const mockNotes = (): RequestHandler[] => [http.get('/api/template/notes', () => HttpResponse.json(notes))];
