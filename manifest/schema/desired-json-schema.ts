import { z } from 'zod/mini';
import { desiredStateSchema } from './desired.ts';

/** `desired.schema.json`: completion and red lines while ops type. What JSON Schema cannot say, the reader of the file checks. */
export function desiredJsonSchema(): string {
  const schema = z.toJSONSchema(desiredStateSchema, { target: 'draft-7', io: 'input' });
  return `${JSON.stringify({ title: 'Desired state of an environment of the desk', ...schema }, null, 2)}\n`;
}
