import './override-page.css';
import { overrideRequestSchema, routePathSchema } from '@business-m/contract';
import { ApiError } from '@business-m/sdk';
import { Button, Callout, Field, SelectInput, XStack } from '@business-m/ui';
import { type FormEvent, useState } from 'react';
import { useDesk, usePlace } from '../desk/desk-context.tsx';
import { DeskLink } from '../desk/desk-link.tsx';

const durations = [
  { value: '15', label: '15 minutes' },
  { value: '60', label: '1 hour' },
  { value: '240', label: '4 hours' },
  { value: '480', label: '8 hours' },
];

/** The page of a dev server's link: asks before this browser runs code that was not published. */
export function OverridePage() {
  const { search } = usePlace();
  const asked = readAskedOverride(search);
  return (
    <div className="override-page">
      <h1>Run a remote from elsewhere?</h1>
      {'wrong' in asked ? (
        <Callout tone="danger" title="This link is incomplete">
          {asked.wrong}
        </Callout>
      ) : (
        <Ask asked={asked} />
      )}
    </div>
  );
}

function Ask({ asked: { scope, origin, target } }: { asked: AskedOverride }) {
  const { api, resolution } = useDesk();
  const [minutes, setMinutes] = useState('60');
  const [refusal, setRefusal] = useState<ApiError['problem'] | null>(null);
  const [busy, setBusy] = useState(false);
  const known = resolution.remotes.find((remote) => remote.scope === scope);

  async function allow(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    try {
      await api.post('/api/gateway/overrides', { scope, origin, minutes: Number(minutes) });
      // Only a new page can load from a dev server.
      window.location.assign(target);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setBusy(false);
      setRefusal(error.problem);
    }
  }

  return (
    <form onSubmit={(event) => void allow(event)}>
      <p>
        In this browser only, and only for you. Code from there can do everything in the desk that you can do: go on only if you started
        that server yourself.
      </p>
      <dl>
        <dt>Remote</dt>
        <dd>
          {known ? `${known.title} (${scope})` : scope}
          {known ? `, in place of ${known.version}` : ', which this desk does not have yet'}
        </dd>
        <dt>From</dt>
        <dd>
          <code>{origin}</code>
        </dd>
      </dl>
      <Field label="For">{(aria) => <SelectInput {...aria} options={durations} value={minutes} onChange={setMinutes} />}</Field>
      {refusal && (
        <Callout tone="danger" title={refusal.title}>
          {refusal.detail}
        </Callout>
      )}
      <XStack alignItems="center" gap="$4">
        <Button type="submit" variant="primary" busy={busy}>
          Run it here
        </Button>
        <DeskLink to="/">Not now</DeskLink>
      </XStack>
    </form>
  );
}

/** `/override?scope=people&origin=http://localhost:5175&path=staff` */
interface AskedOverride {
  scope: string;
  origin: string;
  /** An address of the remote. */
  target: string;
}

export function readAskedOverride(search: string): AskedOverride | { wrong: string } {
  const asked = new URLSearchParams(search);
  const parsed = overrideRequestSchema.safeParse({ scope: asked.get('scope'), origin: asked.get('origin'), minutes: 1 });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { wrong: `The link does not say which remote comes from where (${issue?.path.join('.')}: ${issue?.message}).` };
  }
  const { scope, origin } = parsed.data;
  const path = routePathSchema.safeParse(asked.get('path') ?? '');
  return { scope, origin, target: path.success && path.data !== '' ? `/${scope}/${path.data}` : `/${scope}` };
}
