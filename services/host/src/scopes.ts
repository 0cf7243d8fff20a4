/** Every domain there is, in the order in which they need each other's documents. */
export const scopes = ['masters', 'finance', 'wms'] as const;
export type Scope = (typeof scopes)[number];
