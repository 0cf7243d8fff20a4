import { Button } from '@business-m/ui';
import { changeDetails, changeInWords } from './release-words.ts';
import { type OfferParts, useOffer } from './use-offer.ts';

/** Where a screen failed: that the new release set has another release of it, or why it is gone. */
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
