import { type CallContext, type Reference, type ReferenceProtocol, type ReferenceRequest, RemoteFault } from '@business-m/protocols';

/** Asks again for half as many, and half of that, where the answer does not fit into one message. */
export async function resolveInPieces(owner: ReferenceProtocol, request: ReferenceRequest, context: CallContext): Promise<Reference[]> {
  try {
    return await owner.resolve(request, context);
  } catch (error) {
    const { ids } = request;
    if (!(error instanceof RemoteFault) || error.code !== 'too-large' || ids.length < 2) throw error;
    const half = Math.ceil(ids.length / 2);
    const pieces = [ids.slice(0, half), ids.slice(half)];
    const found: Reference[] = [];
    for (const piece of pieces) found.push(...(await resolveInPieces(owner, { ...request, ids: piece }, context)));
    return found;
  }
}
