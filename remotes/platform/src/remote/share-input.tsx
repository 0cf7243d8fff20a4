import { Field, NumberInput, XStack, YStack } from '@business-m/ui';
import type { CSSProperties } from 'react';
import { bpsOf, shareWords, typedShare } from '../words/share-words.ts';

/** The usual steps of a rollout. */
const stops = [100, 500, 1000, 2500, 5000, 10_000];

export interface ShareInputProps {
  /** As typed, in per cent: `5.25`. */
  value: string;
  onChange(value: string): void;
  /** Users that the share is taken of, when known. */
  users?: number | undefined;
}

/** A share of users: typed, dragged, or one of the usual steps. */
export function ShareInput({ value, onChange, users }: ShareInputProps) {
  const bps = bpsOf(value);
  return (
    <YStack gap="$2">
      <Field
        label="Share of users, in %"
        required
        error={bps === null ? 'From 0 to 100, with at most two digits after the point.' : null}
        help={bps !== null && shareHelp(bps, users)}
      >
        {(aria) => <NumberInput {...aria} value={value} onChange={onChange} maxDecimals={2} negative={false} />}
      </Field>
      <input
        type="range"
        className="platform-slider"
        aria-label="Share of users"
        aria-valuetext={shareWords(bps ?? 0)}
        min={0}
        max={10_000}
        step={100}
        value={bps ?? 0}
        style={{ '--platform-filled': `${(bps ?? 0) / 100}%` } as CSSProperties}
        onChange={(event) => onChange(typedShare(Number(event.target.value)))}
      />
      <XStack flexWrap="wrap" gap="$1">
        {stops.map((stop) => (
          <button key={stop} type="button" className="platform-stop" aria-pressed={bps === stop} onClick={() => onChange(typedShare(stop))}>
            {stop === 10_000 ? 'All' : shareWords(stop)}
          </button>
        ))}
      </XStack>
    </YStack>
  );
}

function shareHelp(bps: number, users: number | undefined): string {
  const exactly = `Exactly ${bps.toLocaleString()} of 10,000 users.`;
  if (bps === 10_000) return `${exactly} It becomes stable, and there is no canary any more.`;
  return users
    ? `${exactly} About ${Math.round((users * bps) / 10_000).toLocaleString()} of the ${users.toLocaleString()} seen lately.`
    : exactly;
}
