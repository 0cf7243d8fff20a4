import { type Finding, fail, ok, warn } from './finding.ts';

const WARN_S = 5;
/** Tokens live a minute: past this, a signed call is refused as expired or as made in the future. */
const FAIL_S = 50;

/** How far this machine's clock is from the gateway's, whose `Date` is whole seconds. */
export function checkClock(date: string | null, now: Date): Finding {
  if (date === null || Number.isNaN(Date.parse(date)))
    return warn('clock', 'the gateway’s answers have no Date', 'let the proxy in front of it pass the header Date on');
  const skewS = Math.round((now.getTime() - Date.parse(date)) / 1_000);
  const difference = Math.abs(skewS) <= 1 ? 'the same as' : `${Math.abs(skewS)} s ${skewS > 0 ? 'ahead of' : 'behind'}`;
  const remedy = 'set both clocks by NTP: signed tokens live a minute, and revisions carry the time';
  const message = `this machine’s clock is ${difference} the gateway’s`;
  if (Math.abs(skewS) < WARN_S) return ok('clock', message);
  return (Math.abs(skewS) >= FAIL_S ? fail : warn)('clock', message, remedy);
}
