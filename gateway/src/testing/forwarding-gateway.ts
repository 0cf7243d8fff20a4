import { onTestFinished } from 'vitest';
import { rawRequest } from './raw-request.ts';
import { type GatewayOptions, startTestGateway, stateWith } from './running-gateway.ts';
import { startUpstream } from './upstream.ts';

/** A gateway with one upstream, and a caller who is signed in. */
export async function startForwarding(handler?: Parameters<typeof startUpstream>[1], options: GatewayOptions = {}) {
  const upstream = await startUpstream({ shop: ['item'] }, handler);
  onTestFinished(() => upstream.stop());
  const gateway = await startTestGateway({ state: stateWith({ shop: upstream.origin }), ...options });
  const cookie = await gateway.cookieOf();
  const call = (path: string, init: RequestInit = {}) => fetch(gateway.origin + path, { ...init, headers: { cookie, ...init.headers } });
  const raw = (text: string) => rawRequest(gateway.port, text.replace('HOST', `Host: 127.0.0.1\r\nCookie: ${cookie}`));
  return { upstream, gateway, cookie, call, raw };
}
