import type { Override, overrideRequestSchema } from '@business-m/contract';
import type { ManifestStore } from '@business-m/manifest/store';
import type { Context } from 'hono';
import type { z } from 'zod/mini';
import { Refused } from '../problem/refused.ts';
import { type GatewayEnv, signedIn } from '../request/request-facts.ts';
import type { DevelopmentShell } from '../static/development-shell.ts';
import type { ShellFiles } from '../static/shell-files.ts';
import { createOverrideCookie, OVERRIDES_LIMIT } from './override-cookie.ts';
import { allowsOrigin, allowsRoles, overridesInForce } from './override-policy.ts';

interface OverridesOptions {
  manifest: ManifestStore;
  shell: ShellFiles;
  developmentShell: DevelopmentShell;
  secret: string;
  now?: () => number;
}

export type Overrides = ReturnType<typeof createOverrides>;

/** Remotes that a browser takes from a developer's machine. The manifest's policy is asked at each use. */
export function createOverrides({ manifest, shell, developmentShell, secret, now = Date.now }: OverridesOptions) {
  const cookie = createOverrideCookie({ secret, now });
  const policyOf = () => manifest.current()?.desired.policy?.overrides;

  async function list(c: Context<GatewayEnv>): Promise<Override[]> {
    const user = c.get('session')?.user;
    return user ? overridesInForce(await cookie.read(c, user.id), policyOf(), user.roles, now()) : [];
  }

  return {
    list,

    /** Which shell this browser gets, and the overrides that its page is told of. */
    async served(c: Context<GatewayEnv>): Promise<{ shell: ShellFiles; overrides: Override[] }> {
      const overrides = await list(c);
      const development = overrides.length > 0 ? await developmentShell.get() : null;
      // The shell that people use has no way to load sources: without the other one there is nothing to override with.
      return development ? { shell: development, overrides } : { shell, overrides: [] };
    },

    async add(c: Context<GatewayEnv>, { scope, origin, minutes }: z.infer<typeof overrideRequestSchema>): Promise<Override[]> {
      const { user } = signedIn(c);
      const policy = policyOf();
      if (!policy) throw new Refused('overrides-off', 'This environment takes no remotes from elsewhere.');
      if (!allowsRoles(policy, user.roles))
        throw new Refused('forbidden', `Taking a remote from elsewhere needs one of the roles ${policy.roles.join(', ')}.`);
      if (!allowsOrigin(policy.origins, origin))
        throw new Refused('origin-not-allowed', `Remotes may be taken from ${policy.origins.join(', ')}.`, { field: 'origin' });
      if (minutes > policy.maxMinutes)
        throw new Refused('invalid', `At most ${policy.maxMinutes} minutes are allowed here.`, { field: 'minutes' });
      if (!(await developmentShell.get()))
        throw new Refused('no-development-shell', 'This gateway has no build of the shell that runs sources: SHELL_DEV_DIST names none.');
      const madeAtS = Math.floor(now() / 1_000);
      const others = (await cookie.read(c, user.id)).filter((each) => each.scope !== scope && each.endsAtS > madeAtS);
      if (others.length >= OVERRIDES_LIMIT)
        throw new Refused('too-many-overrides', `At most ${OVERRIDES_LIMIT} remotes can be taken from elsewhere: end one first.`);
      const kept = [...others, { scope, origin, madeAtS, endsAtS: madeAtS + minutes * 60 }];
      await cookie.write(c, user.id, kept);
      return overridesInForce(kept, policy, user.roles, now());
    },

    async remove(c: Context<GatewayEnv>, scope?: string): Promise<Override[]> {
      const { user } = signedIn(c);
      const kept = scope === undefined ? [] : (await cookie.read(c, user.id)).filter((each) => each.scope !== scope);
      await cookie.write(c, user.id, kept);
      return overridesInForce(kept, policyOf(), user.roles, now());
    },
  };
}
