import { nkeys } from '@nats-io/nats-core';

const encoder = new TextEncoder();

/** An operator with one account and one user, as `nsc` would make them: what the server trusts, and the user's .creds file. */
export function makeAccounts(): { serverConfig: string; credentials: string } {
  const [operator, system, account, user] = [nkeys.createOperator(), nkeys.createAccount(), nkeys.createAccount(), nkeys.createUser()];
  const name = (key: nkeys.KeyPair) => key.getPublicKey();
  const limits = { subs: -1, data: -1, payload: -1, imports: -1, exports: -1, wildcards: true, conn: -1, leaf: -1 };
  const jetstream = { mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1 };
  const accountJwt = sign(operator, name(account), 'desk', { type: 'account', version: 2, limits: { ...limits, ...jetstream } });
  const systemJwt = sign(operator, name(system), 'SYS', { type: 'account', version: 2, limits });
  const userJwt = sign(account, name(user), 'services', { type: 'user', version: 2, subs: -1, data: -1, payload: -1 });
  const operatorJwt = sign(operator, name(operator), 'operator', { type: 'operator', version: 2, system_account: name(system) });
  const seed = new TextDecoder().decode(user.getSeed());
  return {
    serverConfig: [
      `operator: ${operatorJwt}`,
      `system_account: ${name(system)}`,
      'resolver: MEMORY',
      `resolver_preload: { ${name(account)}: ${accountJwt}, ${name(system)}: ${systemJwt} }`,
    ].join('\n'),
    credentials: `-----BEGIN NATS USER JWT-----\n${userJwt}\n------END NATS USER JWT------\n\n-----BEGIN USER NKEY SEED-----\n${seed}\n------END USER NKEY SEED------\n`,
  };
}

/** A NATS JWT. https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/jwt */
function sign(issuer: nkeys.KeyPair, subject: string, name: string, nats: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { jti: name, iat: Math.floor(Date.now() / 1000), iss: issuer.getPublicKey(), sub: subject, name, nats };
  const body = `${part({ typ: 'JWT', alg: 'ed25519-nkey' })}.${part(claims)}`;
  return `${body}.${Buffer.from(issuer.sign(encoder.encode(body))).toString('base64url')}`;
}
