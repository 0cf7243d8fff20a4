import { hash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { authorSchema, type Difference } from '@business-m/contract';
import { type Proposal, proposalSchema } from '@business-m/contract/admin';
import { z } from 'zod';

export const PENDING_LIMIT = 50;
const DECIDED_LIMIT = 100;
const TEXT_LIMIT_BYTES = 4 * 1_048_576;

const storedSchema = z.object({
  ...proposalSchema.shape,
  /** The whole document, when it was an edit: a book of texts would grow beyond what a store takes. */
  packed: z.string().optional(),
  /** Of the sign-in it was made under; nothing can be done with it. */
  session: z.string().optional(),
  /** Hash of the differences that it makes. An approval is of exactly these. */
  does: z.string(),
  /** An approval has begun: this text is being written over this revision. */
  approving: z.object({ by: authorSchema, reason: z.string(), time: z.iso.datetime(), parent: z.int(), text: z.string() }).optional(),
});
export type StoredProposal = z.infer<typeof storedSchema>;

/** `<environment>.proposals`, oldest first. */
const bookSchema = z.object({ schemaVersion: z.literal(1), proposals: z.array(storedSchema) });
export type ProposalBook = z.infer<typeof bookSchema>;

export const emptyBook: ProposalBook = { schemaVersion: 1, proposals: [] };

export const parseBook = (text: string): ProposalBook => bookSchema.parse(JSON.parse(text));

/** Decided ones are kept for a while, without their texts: the history has those that were approved. */
export function printBook({ proposals }: ProposalBook): string {
  const decided = proposals.filter(({ state }) => state !== 'pending');
  const dropped = new Set(decided.slice(0, Math.max(0, decided.length - DECIDED_LIMIT)));
  const kept = proposals.filter((proposal) => !dropped.has(proposal)).map(withoutText);
  return `${JSON.stringify({ schemaVersion: 1, proposals: kept }, null, 1)}\n`;
}

function withoutText(proposal: StoredProposal): StoredProposal {
  if (proposal.state === 'pending') return proposal;
  const { packed: _, approving: __, ...decided } = proposal;
  return decided;
}

export const pack = (text: string): string => deflateRawSync(text).toString('base64');

/** As everybody may see it. */
export function shown({ packed, session: _, does: __, approving: ___, ...proposal }: StoredProposal): Proposal {
  return { ...proposal, ...(packed !== undefined && { text: textOf(packed) }) };
}

export const textOf = (packed: string): string =>
  inflateRawSync(Buffer.from(packed, 'base64'), { maxOutputLength: TEXT_LIMIT_BYTES }).toString();

/** The same for the same differences, also from where they go out. */
export const hashOf = (value: string | readonly Difference[]): string =>
  hash('sha256', typeof value === 'string' ? value : JSON.stringify(value), 'base64url');
