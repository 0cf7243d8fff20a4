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
      if (shell === 'bash') {
        process.stdout.write(bashScript);
        return;
      }
      process.stdout.write(`${defineDesk[shell]}\n`);
      // Node itself, not npx: a key stroke is not worth a second.
      script(shell, 'desk', call);
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

const call = `env NODE_COMPILE_CACHE=${quote(compileCache)} ${quote(process.execPath)} ${quote(main)}`;

/**
 * Ours: the library's evaluates what is being typed, changes how the whole shell divides words, and cannot be read twice. Bash divides a release
 * at its @, and replaces only what stands behind the last such division.
 */
const bashScript = `command -v desk >/dev/null || desk() { node ${quote(bin)} "$@"; }
_desk_complete() {
  local line=\${COMP_LINE:0:COMP_POINT} words=() cur out value begin i
  read -ra words <<<"$line"
  [[ $line == *[[:space:]] ]] && words+=('')
  cur=\${words[\${#words[@]}-1]}
  COMPREPLY=()
  out=$(${call} complete -- "\${words[@]:1}" 2>/dev/null) || return
  for ((i = \${#cur} - 1; i >= 0; i--)); do
    [[ $COMP_WORDBREAKS == *"\${cur:i:1}"* ]] && break
  done
  begin=\${cur:0:i+1}
  while IFS=$'\\t' read -r value _; do
    [[ $value == :[0-9]* || -z $value || $value != "$cur"* ]] || COMPREPLY+=("\${value#"$begin"}")
  done <<<"$out"
}
complete -o default -F _desk_complete desk
`;

const defineDesk: Record<Exclude<Shell, 'bash'>, string> = {
  zsh: `command -v desk >/dev/null || desk() { node ${quote(bin)} "$@"; }`,
  fish: `type -q desk; or function desk; node ${quote(bin)} $argv; end`,
};
