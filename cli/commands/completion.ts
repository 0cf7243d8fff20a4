import { script } from '@bomb.sh/tab';
import { Argument, type Command } from 'commander';
import { complete, knownNames } from '../completion/complete.ts';
import { type Desk, describeGroup } from '../desk.ts';
import { bin, compileCache, main } from '../workspace/root.ts';

const shells = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof shells)[number];

export function completionCommand(_desk: Desk): Command {
  return describeGroup('completion', 'print a script that makes a shell complete commands, remotes, releases and environments', [
    ['completion bash >> ~/.bashrc', 'also makes the plain word desk mean this command, where there is no other of that name'],
    ['completion zsh >> ~/.zshrc'],
    ['completion fish > ~/.config/fish/completions/desk.fish'],
  ])
    .addArgument(new Argument('<shell>', 'which').choices(shells))
    .action((shell: Shell) => {
      process.stdout.write(`${defineDesk[shell]}\n`);
      // Node itself, not npx: a key stroke is not worth a second.
      script(shell, 'desk', `env NODE_COMPILE_CACHE=${quote(compileCache)} ${quote(process.execPath)} ${quote(main)}`);
    });
}

/** What the shell's script calls at each key stroke: `desk complete -- <words>`. */
export function completeCommand(desk: Desk, createProgram: () => Command): Command {
  return describeGroup('complete', 'what a completion script asks', [])
    .argument('[words...]')
    .action(async (words: string[]) => {
      const gateway = words[words.indexOf('--gateway') + 1];
      complete(createProgram(), words, await knownNames(words.includes('--gateway') ? gateway : undefined, desk.env));
    });
}

const quote = (path: string) => `'${path.replaceAll("'", "'\\''")}'`;

/** A release has an @ in it, which bash would take for two words; and what bash-completion brings is not on every machine. */
const bashGround = `COMP_WORDBREAKS=\${COMP_WORDBREAKS//@/}
declare -F _get_comp_words_by_ref >/dev/null || _get_comp_words_by_ref() {
  cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} words=("\${COMP_WORDS[@]}") cword=$COMP_CWORD
}`;

const defineDesk: Record<Shell, string> = {
  bash: `command -v desk >/dev/null || desk() { node ${quote(bin)} "$@"; }
${bashGround}`,
  zsh: `command -v desk >/dev/null || desk() { node ${quote(bin)} "$@"; }`,
  fish: `type -q desk; or function desk; node ${quote(bin)} $argv; end`,
};
