import { IconButton, Menu } from '@business-m/ui';
import { useDesk } from '../desk/desk-context.tsx';
import type { ThemeChoice } from './theme.ts';

const choices: readonly { choice: ThemeChoice; label: string; icon: string }[] = [
  { choice: 'light', label: 'Light', icon: 'sun' },
  { choice: 'dark', label: 'Dark', icon: 'moon' },
  { choice: 'system', label: 'As the system', icon: 'settings' },
];

export function ThemeMenu() {
  const { theme } = useDesk();
  const current = choices.find(({ choice }) => choice === theme.choice);
  return (
    <Menu
      align="end"
      trigger={<IconButton icon={current?.icon ?? 'sun'} label={`Appearance: ${current?.label}`} />}
      items={choices.map(({ choice, label, icon }) => ({ label, icon: choice === theme.choice ? 'check' : icon, onSelect: () => theme.choose(choice) }))}
    />
  );
}
