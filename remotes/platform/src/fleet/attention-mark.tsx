import { Badge } from '@business-m/ui';
import type { Attention } from './attention.ts';

/** The state of a remote in a word or two. What is well is no badge: a page of green says nothing. */
export function AttentionMark({ attention: { kind, tone, words } }: { attention: Attention }) {
  if (words === '') return <span className="platform-faint">–</span>;
  return kind === 'well' ? <span className="platform-muted">{words}</span> : <Badge tone={tone}>{words}</Badge>;
}
