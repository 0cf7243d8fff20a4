import {
  type CallContext,
  type LedgerProtocol,
  ledgerContract,
  type ReferenceProtocol,
  referenceContract,
  type UsageProtocol,
  usageContract,
} from '@business-m/protocols';
import { createCaller } from '../call/caller.ts';
import { ledgerOver, referencesOver, usageOver } from '../call/protocols-over.ts';
import { request } from './nats-caller.ts';
import type { NatsLink } from './nats-link.ts';
import { resolveInPieces } from './resolve-in-pieces.ts';

/** The ledger, wherever it runs. */
export function natsLedger(link: NatsLink): LedgerProtocol {
  return ledgerOver(
    createCaller(ledgerContract, (method, frame, { deadlineMs }) =>
      request(link, link.subjects.call(ledgerContract.name, method), frame, deadlineMs),
    ),
  );
}

/** Whether documents of the domain `scope` refer to another domain's, wherever `scope` runs. */
export function natsUsage(link: NatsLink, scope: string): UsageProtocol {
  return usageOver(
    createCaller(usageContract, (_method, frame, { deadlineMs }) =>
      request(link, link.subjects.call(usageContract.name, scope), frame, deadlineMs),
    ),
  );
}

/** Documents of domains that run elsewhere; each DocType is asked for where it is owned. */
export function natsReferences(link: NatsLink): ReferenceProtocol {
  const owners = new Map<string, ReferenceProtocol>();
  function ownerOf(doctype: string): ReferenceProtocol {
    const known = owners.get(doctype);
    if (known) return known;
    const subject = link.subjects.call(referenceContract.name, doctype);
    const owner = referencesOver(
      createCaller(referenceContract, (_method, frame, { deadlineMs }) => request(link, subject, frame, deadlineMs)),
    );
    owners.set(doctype, owner);
    return owner;
  }
  return {
    resolve: async (asked, context: CallContext) => resolveInPieces(ownerOf(asked.doctype), asked, context),
  };
}
