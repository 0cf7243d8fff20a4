import { z } from 'zod/mini';

/** An amount or a quantity on the wire: a decimal string, never a float. `"-1250.00"`, `"2.5"`. */
export const decimalStringSchema = z.string().check(z.regex(/^-?\d{1,20}(\.\d{1,9})?$/));

/** `YYYY-MM-DD`. */
export const dateStringSchema = z.iso.date();

/** Opaque: goes back as `cursor` for the next page; null on the last one. */
export const cursorSchema = z.nullable(z.string());
