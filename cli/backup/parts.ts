import { Option } from 'commander';
import { usageFailure } from '../desk-failure.ts';

/** What of a desk is backed up, and what of a backup is restored. */
export interface Parts {
  data: boolean;
  manifest: boolean;
  users: boolean;
}

export const onlyOption = () => new Option('--only <parts>', 'data, manifest, users: those with commas between them');

export function readParts(only: string | undefined): Parts {
  const named = only?.split(',').map((part) => part.trim()) ?? ['data', 'manifest', 'users'];
  const strange = named.find((part) => !['data', 'manifest', 'users'].includes(part));
  if (strange !== undefined) throw usageFailure(`“${strange}” is no part of a backup: there are data, manifest and users.`);
  return { data: named.includes('data'), manifest: named.includes('manifest'), users: named.includes('users') };
}
