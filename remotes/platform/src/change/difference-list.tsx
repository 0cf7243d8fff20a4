import type { Difference } from '@business-m/sdk/platform';
import { Text } from '@business-m/ui';
import { useState } from 'react';
import { differenceWords } from '../words/difference-words.ts';
import './change.css';

const SHOWN_AT_FIRST = 12;

export interface DifferenceListProps {
  label: string;
  differences: readonly Difference[];
  empty?: string;
}

/** Each difference: before → after. */
export function DifferenceList({ label, differences, empty = 'No value differs.' }: DifferenceListProps) {
  const [all, setAll] = useState(false);
  if (differences.length === 0) return <Text tone="muted">{empty}</Text>;
  const shown = all ? differences : differences.slice(0, SHOWN_AT_FIRST);
  return (
    <div className="platform-differences">
      <ul aria-label={label}>
        {shown.map((difference) => {
          const words = differenceWords(difference);
          return (
            <li key={difference.path} title={difference.path}>
              <span className="platform-difference-label">{words.label}</span>
              <span className="platform-difference-values">
                {difference.before !== undefined && <del>{words.before}</del>}
                <span aria-hidden="true" className="platform-faint">
                  {difference.before === undefined ? '+' : '→'}
                </span>
                {difference.after === undefined ? <span className="platform-muted">taken away</span> : <ins>{words.after}</ins>}
              </span>
            </li>
          );
        })}
      </ul>
      {shown.length < differences.length && (
        <button type="button" className="platform-more" onClick={() => setAll(true)}>
          Show all {differences.length}
        </button>
      )}
    </div>
  );
}
