import type { ReferenceProtocol } from '@business-m/protocols';

/** Answers at once: what is left of a call is its way there and back. */
export const echoReferences: ReferenceProtocol = {
  resolve: async ({ ids, fields = [] }) =>
    ids.map((id) => ({ id, title: id, status: 'saved', values: Object.fromEntries(fields.map((field) => [field, true])) })),
};
