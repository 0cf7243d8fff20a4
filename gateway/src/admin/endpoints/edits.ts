import type { AdminEndpointName, ChangeOutcome, decisionRefusals, RefusalOf } from '@business-m/contract/admin';
import type { EditRefusalCode } from '@business-m/manifest/edit';
import type { AdminParts } from '../admin-parts.ts';
import type { AdminHandlers, Answered } from '../admin-route.ts';
import type { Asked } from '../asked.ts';

type Decided = Exclude<(typeof decisionRefusals)[number], 'too-many-proposals'> | 'stale-proposal';
/** The endpoints whose entries list all that an edit may be refused for: no other answers what became of one. */
type Editing = {
  [Name in AdminEndpointName]: [Exclude<EditRefusalCode, Decided | 'revision-changed'>] extends [RefusalOf<Name>] ? Name : never;
}[AdminEndpointName];

/** Everything that changes an environment, and decides about changes of others. */
export function editHandlers({ editor }: AdminParts): AdminHandlers<'edit' | 'changes' | 'approve' | 'reject' | 'withdraw'> {
  return {
    async edit(asked) {
      const parent = asked.seen();
      const { text, reason } = await asked.body();
      asked.note({ reason });
      const { author, session } = asked.caller;
      return answerOutcome(asked, await editor.edit(asked.params.environment, { text }, { author, session, reason, parent }));
    },

    async changes(asked) {
      const { changes, reason, dryRun } = await asked.body();
      asked.note({ kinds: [...new Set(changes.map(({ kind }) => kind))], changes: changes.length, reason, dryRun });
      if (!dryRun) asked.need(['ops']);
      const parent = asked.seen();
      const { author, session } = asked.caller;
      return answerOutcome(asked, await editor.edit(asked.params.environment, { changes }, { author, session, reason, parent, dryRun }));
    },

    async approve(asked) {
      const { environment, id } = asked.params;
      return answerOutcome(asked, await editor.approve(environment, id, await decisionOf(asked)));
    },

    reject: (asked) => decide(asked, 'reject'),
    withdraw: (asked) => decide(asked, 'withdraw'),
  };

  async function decide(asked: Asked<'reject' | 'withdraw'>, verdict: 'reject' | 'withdraw'): Promise<Answered<'reject' | 'withdraw'>> {
    const { environment, id } = asked.params;
    const proposal = await editor[verdict](environment, id, await decisionOf(asked));
    asked.note({ outcome: proposal.state });
    return { body: proposal };
  }
}

async function decisionOf({ body, caller: { author, session } }: Asked<'approve' | 'reject' | 'withdraw'>) {
  const { reason = '' } = await body();
  return { author, session, reason };
}

function answerOutcome<Name extends Editing>({ note }: Asked<Name>, outcome: ChangeOutcome): Answered<Editing> {
  const revision = 'revision' in outcome ? outcome.revision.number : undefined;
  note({
    outcome: outcome.outcome,
    ...(revision !== undefined && { revision }),
    ...('proposal' in outcome && { proposal: outcome.proposal.id }),
  });
  return { body: outcome, revision, waits: outcome.outcome === 'proposed' };
}
