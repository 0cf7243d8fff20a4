import './override-page.css';
import { ApiError } from '@business-m/sdk';
import { Button, Callout, Field, SelectInput } from '@business-m/ui';
import { type FormEvent, useState } from 'react';
import { useDesk } from '../desk/desk-context.tsx';
import { DeskLink } from '../desk/desk-link.tsx';
import { usePlace } from '../desk/place.ts';
import { type AskedOverride, readAskedOverride } from './asked-override.ts';

const durations = [
  { value: '15', label: '15 minutes' },
  { value: '60', label: '1 hour' },
  { value: '240', label: '4 hours' },
  { value: '480', label: '8 hours' },
];

/** Where the link of a dev server leads: asks before this browser runs code that nobody has published. */
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
      // A whole new page: only one that begins with the override can load from there.
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
      <div className="override-actions">
        <Button type="submit" variant="primary" busy={busy}>
          Run it here
        </Button>
        <DeskLink to="/">Not now</DeskLink>
      </div>
    </form>
  );
}
