import { useApi } from '@business-m/sdk';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod/mini';

const noteSchema = z.object({ id: z.string(), date: z.iso.date(), text: z.string(), author: z.string() });
export type Note = z.infer<typeof noteSchema>;

/** `GET /api/template/notes`, newest first. An answer of another shape is an error, not a surprise in a screen. */
export function useNotes() {
  const api = useApi();
  return useQuery({
    queryKey: ['template', 'notes'],
    queryFn: async ({ signal }) => (await api.get('/api/template/notes', { schema: z.array(noteSchema), signal })).data,
  });
}
