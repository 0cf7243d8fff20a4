import type { Audience } from '@business-m/contract';
import { Argument, type Command } from 'commander';
import { changeCommand } from '../admin/make-change.ts';
import { checkScope, findRelease, parseReleaseName } from '../admin/release-name.ts';
import { type Desk, describeCommand } from '../desk.ts';

const kinds = ['tenant', 'role', 'region'] as const;

const kindArgument = () => new Argument('<kind>', 'of whom').choices(kinds);
const audience = (kind: string, name: string): Audience => ({ [kind]: name });

/** `desk bind tenant acme finance@1.7.2`. */
export function bindCommand(desk: Desk): Command {
  const command = describeCommand('bind', 'give a tenant, a role or a region a release of its own, whatever the others get', [
    ['bind tenant acme finance@1.7.2 --reason "Acme closes its year on it"'],
    ['bind role accounts finance@1.9.0 --env staging --reason "Accountants try it first"'],
    ['bind region eu-west wms@2.3.0 --reason "Warehouse in Ghent"'],
  ])
    .addArgument(kindArgument())
    .argument('<name>', 'which tenant, role or region')
    .argument('<release>', '<remote>@<version>, or @<whole id>');
  return changeCommand(desk, command, async ([kind = '', name = '', text = ''], _options, { client }) => {
    const wanted = parseReleaseName(text);
    return [{ kind: 'bind', scope: wanted.scope, match: audience(kind, name), release: await findRelease(client, wanted) }];
  });
}

/** `desk unbind tenant acme finance`. */
export function unbindCommand(desk: Desk): Command {
  const command = describeCommand('unbind', 'let a tenant, a role or a region get what everybody gets again', [
    ['unbind tenant acme finance --reason "Their year is closed"'],
  ])
    .addArgument(kindArgument())
    .argument('<name>', 'which tenant, role or region')
    .argument('<remote>', 'of which remote');
  return changeCommand(desk, command, ([kind = '', name = '', remote = '']) => [
    { kind: 'unbind', scope: checkScope(remote), match: audience(kind, name) },
  ]);
}
