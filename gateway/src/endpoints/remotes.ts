import { type ExportFormat, exportFormats, exportResolution, type HydratedState } from '@business-m/manifest/resolve';
import type { ManifestStore } from '@business-m/manifest/store';
import type { Hono } from 'hono';
import { Refused } from '../problem/refused.ts';
import { type GatewayEnv, signedIn } from '../request/request-facts.ts';
import { createCompressedAnswers } from '../resolution/compressed-answers.ts';
import { resolutionBody, resolutionOf } from '../resolution/resolution-of.ts';
import { type Coding, codingFor, matches, tagOf } from '../static/content-coding.ts';

const codings: readonly Coding[] = ['identity', 'br', 'gzip'];

/** The discovery manifest: what the caller gets of the desired state, also in other platforms' formats. Callers who get the same share its tag and its bytes. */
export function remotesEndpoint(app: Hono<GatewayEnv>, { manifest }: { manifest: ManifestStore }): void {
  const answers = createCompressedAnswers();

  app.get('/api/gateway/remotes', (c) => {
    const { user } = signedIn(c);
    const state = acceptedState(manifest);
    const resolution = resolutionOf(state, user);
    const format = formatOf(c.req.query('format'));
    const tag = `"${resolution.releaseSet}.${state.revision}${format ? `.${format}` : ''}"`;
    const headers = { etag: tag, 'cache-control': 'private, no-cache', vary: 'Cookie, Accept-Encoding' };
    const seen = c.req.header('if-none-match');
    if (codings.some((coding) => matches(seen, tagOf(tag, coding)))) return c.body(null, 304, headers);
    const forms = answers.get(tag, () =>
      format ? JSON.stringify(exportResolution(format, resolution, state)) : resolutionBody(resolution),
    );
    const coding = codingFor(c, forms);
    const body = forms[coding] ?? forms.identity;
    return c.body(body, 200, {
      ...headers,
      etag: tagOf(tag, coding),
      'content-type': 'application/json',
      'content-length': String(body.length),
      ...(coding !== 'identity' && { 'content-encoding': coding }),
    });
  });
}

function formatOf(asked: string | undefined): ExportFormat | null {
  if (asked === undefined) return null;
  const format = exportFormats.find((known) => known === asked);
  if (format) return format;
  throw new Refused('bad-query', `The formats are ${exportFormats.join(', ')}.`, { field: 'format' });
}

export function acceptedState(manifest: ManifestStore): HydratedState {
  const state = manifest.current();
  if (state) return state;
  throw new Refused('manifest-unavailable', 'The desk does not know its parts yet. Try again in a moment.', { retryAfterSeconds: 2 });
}
