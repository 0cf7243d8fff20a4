import { z } from 'zod';

/** Tolerant, unlike requests: what a newer peer adds is ignored. */
export const refusalSchema = z.object({
  code: z.string(),
  message: z.string(),
  field: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).optional(),
  /** What stands in the way, for the caller to show: the current document, the balance found. */
  current: z.unknown().optional(),
});
export type RefusalDetails = z.infer<typeof refusalSchema>;

/** An expected refusal. It rolls back the transaction and crosses the wire as itself; anything else thrown is a fault. */
export class Refusal extends Error {
  readonly code: string;
  readonly field: string | undefined;
  readonly errors: RefusalDetails['errors'];
  readonly current: unknown;

  constructor(details: RefusalDetails) {
    super(details.message);
    this.name = 'Refusal';
    this.code = details.code;
    this.field = details.field;
    this.errors = details.errors;
    this.current = details.current;
  }

  toJSON(): RefusalDetails {
    return {
      code: this.code,
      message: this.message,
      ...(this.field === undefined ? {} : { field: this.field }),
      ...(this.errors === undefined ? {} : { errors: this.errors }),
      ...(this.current === undefined ? {} : { current: this.current }),
    };
  }
}
