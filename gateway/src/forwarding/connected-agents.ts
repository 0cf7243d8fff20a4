import * as http from 'node:http';
import * as https from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

const options = { keepAlive: true, maxSockets: 256, maxFreeSockets: 64 };

type Created = (error: Error | null, socket: Duplex) => void;

/** Agents that hand out a socket once it is connected: before that, the proxy would pour a body into a connection that may be refused. */
export function connectedAgents(): Record<string, http.Agent> {
  return { 'http:': new ConnectedAgent(options), 'https:': new ConnectedTlsAgent(options) };
}

class ConnectedAgent extends http.Agent {
  override createConnection(...[target, created]: Parameters<http.Agent['createConnection']>) {
    return whenConnected(super.createConnection(target), 'connect', created as Created);
  }
}

class ConnectedTlsAgent extends https.Agent {
  override createConnection(...[target, created]: Parameters<https.Agent['createConnection']>) {
    return whenConnected(super.createConnection(target), 'secureConnect', created as Created);
  }
}

function whenConnected(connecting: Duplex | null | undefined, event: 'connect' | 'secureConnect', created: Created): undefined {
  const socket = connecting as Socket;
  const connected = () => {
    socket.off('error', failed);
    created(null, socket);
  };
  const failed = (error: Error) => {
    socket.off(event, connected);
    created(error, socket);
  };
  socket.once(event, connected).once('error', failed);
  return undefined;
}
