import { Button } from '@business-m/ui';
import { useId, useState, useSyncExternalStore } from 'react';
import type { OfferParts } from './live-slot.ts';
import type { LiveState, Offer } from './release-sets.ts';
import { changeDetails, changeInWords, offerInWords } from './release-words.ts';

const LISTED_MAX = 50;

function useOffer({ sets, guards }: OfferParts): { state: LiveState; isDirty: boolean } {
  const state = useSyncExternalStore(sets.subscribe, sets.getState);
  const isDirty = useSyncExternalStore(guards.subscribe, guards.any);
  return { state, isDirty };
}

/** Offers a new release set and lists its changes, without taking the focus or moving the screen. Waits while something is unsaved. */
export function UpdateBar(parts: OfferParts) {
  const { sets } = parts;
  const { state, isDirty } = useOffer(parts);
  const [isOpen, setOpen] = useState(false);
  const list = useId();
  const isShown = state.status !== 'current' && state.status !== 'later';
  return (
    <section className="update-bar" aria-label="New version" data-shown={isShown || undefined}>
      {/* Stands before there is anything to say, or a screen reader would not hear of it. */}
      <p role="status">{isShown && sentence(state.status, state.offer, isDirty)}</p>
      {isShown && (
        <>
          <div className="update-bar-actions">
            {state.offer.changes.length > 0 && (
              <Button size="small" variant="quiet" aria-expanded={isOpen} aria-controls={list} onPress={() => setOpen(!isOpen)}>
                What changed
              </Button>
            )}
            {!isDirty && (
              <Button size="small" variant="primary" busy={state.status === 'preparing'} onPress={() => void sets.accept()}>
                {state.status === 'failed' ? 'Try again' : 'Update now'}
              </Button>
            )}
            <Button size="small" variant="quiet" disabled={state.status === 'preparing'} onPress={sets.later}>
              Later
            </Button>
          </div>
          <div id={list} hidden={!isOpen}>
            {isOpen && <ChangeList offer={state.offer} />}
          </div>
        </>
      )}
      {state.status === 'later' && (
        <Button size="small" icon="refresh" onPress={sets.open}>
          New version
        </Button>
      )}
    </section>
  );
}

function sentence(status: LiveState['status'], { changes }: Offer, isDirty: boolean): string {
  if (status === 'failed') return 'The new version could not be loaded. You stay with the one you have.';
  if (status === 'preparing') return 'Loading the new version…';
  const words = offerInWords(changes);
  return isDirty ? `${words}. It waits until you have saved what you are typing.` : words;
}

function ChangeList({ offer: { changes } }: { offer: Offer }) {
  return (
    <ul>
      {changes.slice(0, LISTED_MAX).map((change) => (
        <li key={change.scope}>
          <span>{changeInWords(change)}</span>
          {changeDetails(change).map((detail) => (
            <small key={detail}>{detail}</small>
          ))}
        </li>
      ))}
      {changes.length > LISTED_MAX && <li>{`… and ${changes.length - LISTED_MAX} more`}</li>}
    </ul>
  );
}

/** Where a screen failed: whether the new release set has another release of it. */
export function UpdateHint({ scope, ...parts }: OfferParts & { scope: string }) {
  const { state, isDirty } = useOffer(parts);
  const change = state.status === 'current' ? undefined : state.offer.changes.find((each) => each.scope === scope);
  if (!change) return null;
  return (
    <>
      <p>
        {`${[changeInWords(change), ...(change.kind === 'switched-off' ? changeDetails(change) : [])].join('. ')}.`}
        {isDirty && ' Save what you are typing elsewhere first.'}
      </p>
      {!isDirty && (
        <Button variant="primary" busy={state.status === 'preparing'} onPress={() => void parts.sets.accept()}>
          Update now
        </Button>
      )}
    </>
  );
}
