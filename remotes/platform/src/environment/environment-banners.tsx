import { formatSince } from '@business-m/documents';
import { Link } from '@business-m/sdk';
import { Callout, YStack } from '@business-m/ui';
import { type EnvironmentChoice, inEnvironment } from './use-environment-choice.ts';

export interface EnvironmentBannersProps {
  choice: EnvironmentChoice;
  /** Null while the data is fresh. */
  staleSince: number | null;
  /** Whether the screen shows the proposals itself. */
  hidePending?: boolean;
}

export function EnvironmentBanners({ choice, staleSince, hidePending = false }: EnvironmentBannersProps) {
  const { environment, serving } = choice;
  const { locked, fault, name } = environment;
  const pending = hidePending ? 0 : environment.pending;
  if (!locked && !fault && pending === 0 && staleSince === null && serving) return null;
  return (
    <YStack gap="$2">
      {staleSince !== null && (
        <Callout tone="warning" title={`Nothing new is known since ${formatSince(new Date(staleSince).toISOString())}.`}>
          The gateway does not answer. What stands here is what it said last; the desk keeps asking.
        </Callout>
      )}
      {fault && (
        <Callout tone="danger" title={`The newest edit of ${name}.json is not in effect.`}>
          {fault.path === '' ? '' : `${fault.path}: `}
          {fault.message} The last good revision stays in effect until the file is mended.
        </Callout>
      )}
      {locked && (
        <Callout tone="warning" title={`${name} is locked: ${locked.reason}`}>
          By {locked.by}, {formatSince(locked.at)}. Only unlocking and halting a canary are possible.
        </Callout>
      )}
      {pending > 0 && (
        <Callout
          tone="info"
          title={pending === 1 ? 'One proposal waits for approval.' : `${pending} proposals wait for approval.`}
          action={<Link to={inEnvironment('/platform/proposals', choice)}>Look at {pending === 1 ? 'it' : 'them'}</Link>}
        />
      )}
      {!serving && (
        <Callout tone="info" title={`You look at ${name}, which another gateway serves.`}>
          What is released there stands here; how it does and whether its services are up is known to its own gateway.
        </Callout>
      )}
    </YStack>
  );
}
