import { useDeskLocation, useNavigate } from '@business-m/sdk';
import { useCallback } from 'react';

/** A screen's state in its URL's query string. */
export interface SearchState {
  /** With its `?`, or empty: exactly as it goes to the API. */
  search: string;
  get(name: string): string;
  /** Sets or, with an empty value, removes parameters. Everything else stays. */
  set(changes: Readonly<Record<string, string>>): void;
  /** Removes every parameter. */
  clear(): void;
}

/** Filters, search and order of a list or report, kept in the page's URL: reloadable, bookmarkable, shareable. */
export function useSearchState(): SearchState {
  const { pathname, search } = useDeskLocation();
  const navigate = useNavigate();
  const get = useCallback((name: string) => new URLSearchParams(search).get(name) ?? '', [search]);
  const set = (changes: Readonly<Record<string, string>>) => {
    const params = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === '') params.delete(name);
      else params.set(name, value);
    }
    const text = params.toString();
    navigate(pathname + (text === '' ? '' : `?${text}`), { replace: true });
  };
  return { search, get, set, clear: () => navigate(pathname, { replace: true }) };
}
