import type { Command } from 'commander';
import { clientOf, type Desk, describeCommand, type GatewayOptions, gatewayOption } from '../desk.ts';
import { exitCodes } from '../desk-failure.ts';
import type { Finding } from '../doctor/finding.ts';
import { describeMany } from '../output/words.ts';

type Options = GatewayOptions & { origin?: string; cdn?: string; verbose?: true };

export function doctorCommand(desk: Desk): Command {
  return describeCommand(
    'doctor',
    'look at everything the served environment stands on: CDN, hashes, signatures, upstreams, shared ranges, clocks',
    [
      ['doctor'],
      ['doctor --gateway https://desk.example.com --verbose', 'with everything that is all right'],
      ['doctor --gateway http://gateway.internal:8080 --origin https://desk.example.com', 'judges CORS for the address that browsers use'],
    ],
  )
    .option('--origin <url>', 'the desk as browsers reach it (the gateway)')
    .option('--cdn <url>', 'the CDN as this machine reaches it (what the environment says)')
    .option('-v, --verbose', 'with everything that is all right')
    .addOption(gatewayOption())
    .action(async (options: Options) => {
      const client = clientOf(desk, options);
      const { runDoctor } = await import('../doctor/run-doctor.ts');
      const findings = await runDoctor({
        client,
        origin: options.origin ? new URL(options.origin).origin : client.gateway,
        cdn: options.cdn,
        say: desk.terminal.say,
        now: () => new Date(),
      });
      const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
      const counts = { ok: count('ok'), warn: count('warn'), fail: count('fail') };
      if (counts.fail > 0) desk.endWith(exitCodes.refused);
      desk.terminal.answer(options.json, { gateway: client.gateway, counts, findings }, () =>
        describe(desk, findings, counts, options.verbose === true),
      );
    });
}

function describe(
  { terminal: { paint } }: Desk,
  findings: readonly Finding[],
  counts: Record<Finding['state'], number>,
  verbose: boolean,
): string {
  const marks = { ok: paint.good('✓'), warn: paint.warn('!'), fail: paint.bad('✗') };
  const rank = { fail: 0, warn: 1, ok: 2 };
  const shown = findings.filter(({ state }) => verbose || state !== 'ok').toSorted((a, b) => rank[a.state] - rank[b.state]);
  // What is the matter with a CDN is the matter with each of its files.
  const alike = Map.groupBy(shown, ({ state, check, message, remedy }) => JSON.stringify([state, check, message, remedy]));
  const lines = [...alike.values()].map(([first, ...others]) => {
    const { state, check, subject, message, remedy } = first as Finding;
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    const what = `${marks[state]} ${paint.strong(check.padEnd(11))} ${subject ? `${subject}${more}: ` : ''}${message}\n`;
    return remedy ? `${what}${' '.repeat(14)}${paint.quiet(`→ ${remedy}`)}\n` : what;
  });
  const verdict = counts.fail > 0 ? paint.bad(`${describeMany(counts.fail, 'fault')}`) : paint.good('no faults');
  return `${lines.join('')}${lines.length > 0 ? '\n' : ''}${verdict}, ${describeMany(counts.warn, 'warning')}, ${counts.ok} checks are all right.\n`;
}
