import { z } from 'zod/mini';
import { filePathSchema } from './names.ts';
import { fileSchema } from './remote-json.ts';

/** `shell.json`, emitted by the shell's build: what the gateway needs to write a page that loads in one go. */
export const shellJsonSchema = z.object({
  schemaVersion: z.literal(1),
  /** The module the page starts with. */
  entry: filePathSchema,
  /** Every module that every cold page imports: the entry, what it imports statically, and the shared packages but those on demand. */
  modules: z.array(filePathSchema),
  /** Specifier of a shared package → the module that hands on this shell's instance of it: `imports` of the page's import map. */
  imports: z._default(z.record(z.string(), filePathSchema), {}),
  /** Specifier of a shared package that only some screens import → its modules that are not among `modules`. */
  onDemand: z._default(z.record(z.string(), z.array(filePathSchema)), {}),
  styles: z.array(filePathSchema),
  /** Every file of the build but index.html and this one. */
  files: z.array(fileSchema),
  /** Shared package → version this shell provides. */
  shared: z.record(z.string(), z.string()),
  hostApi: z.string(),
});
export type ShellJson = z.infer<typeof shellJsonSchema>;
