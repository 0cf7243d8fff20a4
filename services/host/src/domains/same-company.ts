import { digitsOf, whyNoCurrency } from '@business-m/doctype';
import type { ReferenceProtocol } from '@business-m/protocols';
import type { DomainRegistry } from './domain-registry.ts';

/** What the services are told of the company, beside its data. */
export interface CompanySettings {
  name?: string | undefined;
  currency?: string | undefined;
  timeZone: string;
}

/** The name by which the process with the general ledger is asked for the company, as for a document of its own. */
export const COMPANY = 'company';
const ANSWER_MS = 2_000;

/** What a process answers others of the company that it was told of. */
export function tellCompany({ name, currency, timeZone }: CompanySettings): ReferenceProtocol {
  const values = { name: name ?? null, currency: currency ?? null, time_zone: timeZone };
  return { resolve: async ({ ids }) => ids.map((id) => ({ id, title: name ?? '', status: 'saved', values })) };
}

/**
 * How this process contradicts the one with the general ledger, as a sentence; null when it does not, or when that one does not answer: the
 * other domains work without it.
 */
export async function findContradiction(
  { domains, references }: { domains: Pick<DomainRegistry, 'offers'>; references: ReferenceProtocol },
  here: CompanySettings,
  tenant: string,
): Promise<string | null> {
  if (domains.offers('ledger')) return null;
  const call = { tenant, user: 'desk', roles: [], deadlineMs: Date.now() + ANSWER_MS, trace: 'company' };
  const answer = await references.resolve({ doctype: COMPANY, ids: ['books'], fields: [] }, call).catch(() => []);
  const there = answer[0]?.values;
  if (there === undefined) return null;
  const differing = [
    { variable: 'DESK_COMPANY', mine: here.name, theirs: there.name },
    { variable: 'DESK_CURRENCY', mine: here.currency, theirs: there.currency },
    { variable: 'DESK_TIME_ZONE', mine: here.timeZone, theirs: there.time_zone },
  ].filter(({ mine, theirs }) => theirs !== null && isAnother(mine, String(theirs)));
  if (differing.length === 0) return null;
  const named = differing.map(
    ({ variable, mine, theirs }) =>
      `${variable} is ${mine === undefined ? 'not set' : `“${mine}”`} here and “${theirs}” where the general ledger is kept`,
  );
  return `${named.join('; ')}. Give every process of the desk the same.`;
}

/** Whether a setting contradicts another process's. Not said is not another one, but for a currency by whose digits amounts are rounded otherwise. */
function isAnother(mine: string | undefined, theirs: string): boolean {
  return mine === undefined ? isRoundedOtherwise(theirs) : zoneOf(mine) !== zoneOf(theirs);
}

/** Whether a process that is told of no currency would round amounts in this one otherwise. What is no currency is not rounded. */
export function isRoundedOtherwise(currency: string): boolean {
  return whyNoCurrency(currency) === null && digitsOf(currency) !== digitsOf(undefined);
}

/** One name for each zone: `Asia/Calcutta` is `Asia/Kolkata`; what is no zone stays as it is. */
export function zoneOf(name: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return name;
  }
}
