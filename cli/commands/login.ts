import type { Command } from 'commander';
import { askGateway } from '../admin/ask-gateway.ts';
import { gatewayAddress } from '../admin/credentials.ts';
import { keptSessions } from '../admin/kept-sessions.ts';
import { signIn } from '../admin/sign-in.ts';
import { type Desk, describeCommand, type GatewayOptions, gatewayOption } from '../desk.ts';

type Options = GatewayOptions & { email?: string; passwordStdin?: true };

export function loginCommand(desk: Desk): Command {
  return describeCommand('login', 'sign in at a desk, as yourself; kept for this gateway until the sign-in ends', [
    ['login --gateway https://desk.example.com'],
    ['login --gateway https://desk.example.com --email mira@example.com --password-stdin < password.txt', 'where nobody can be asked'],
  ])
    .option('--email <address>', 'asked for when absent')
    .option('--password-stdin', 'the password is the first line of standard input')
    .addOption(gatewayOption())
    .action(async (options: Options) => {
      const gateway = gatewayAddress(options.gateway, desk.env);
      const email = options.email ?? (await desk.terminal.ask('E-mail: ', '--email'));
      const password = options.passwordStdin
        ? await desk.terminal.firstLine()
        : await desk.terminal.askSecret('Password: ', '--password-stdin');
      const session = await signIn(gateway, email, password);
      const sessions = keptSessions(desk.env);
      await sessions.keep(gateway, session);
      const text = `Signed in at ${gateway} as ${session.user.name}; kept in ${sessions.file}.\n`;
      desk.terminal.answer(options.json, { gateway, user: session.user }, () => text);
    });
}

export function logoutCommand(desk: Desk): Command {
  return describeCommand('logout', 'end the sign-in at a desk', [['logout --gateway https://desk.example.com']])
    .addOption(gatewayOption())
    .action(async (options: GatewayOptions) => {
      const gateway = gatewayAddress(options.gateway, desk.env);
      const sessions = keptSessions(desk.env);
      const session = sessions.read(gateway);
      if (session) {
        await askGateway({ gateway, path: '/api/gateway/session', method: 'DELETE', headers: { cookie: session.cookie } }).catch(() =>
          desk.terminal.say(`${gateway} could not be told; the sign-in ends there by itself.`),
        );
        await sessions.forget(gateway);
      }
      const text = session ? `Signed out at ${gateway}.\n` : `You were not signed in at ${gateway}.\n`;
      desk.terminal.answer(options.json, { gateway, signedOut: session !== null }, () => text);
    });
}
