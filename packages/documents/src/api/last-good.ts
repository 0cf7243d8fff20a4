import type { Problem } from '@business-m/metadata';
import { useEffect, useRef } from 'react';
import { problemOf } from './trouble.ts';

interface Answered<Data> {
  data: Data | undefined;
  error: Error | null;
  isPlaceholderData: boolean;
}

/** What an address asks for and the service does not know: a day that is none, a filter or a document that does not exist. */
const refusedStatus = new Set([400, 404, 422]);

/**
 * A read whose question stands in the page's address. When that is refused, what was read last stays, and `refusal` says why: filters can be
 * mended in place. Of another `scope` nothing stays.
 */
export function useLastGood<Data, Query extends Answered<Data>>(scope: string, query: Query & Answered<Data>) {
  const last = useRef<{ scope: string; data: Data } | null>(null);
  const { data, error, isPlaceholderData } = query;
  useEffect(() => {
    if (data !== undefined && !isPlaceholderData) last.current = { scope, data };
  }, [scope, data, isPlaceholderData]);
  const problem = error && data === undefined ? problemOf(error) : null;
  const refusal: Problem | null = problem && refusedStatus.has(problem.status) ? problem : null;
  const kept = last.current?.scope === scope ? last.current.data : undefined;
  return { ...query, data: refusal ? kept : data, refusal };
}
