import { IconButton, Menu } from '@business-m/ui';
import { useDesk } from '../desk/desk-context.tsx';
import type { ThemeChoice } from './theme.ts';

const choices: readonly { choice: ThemeChoice; label: string; icon: string }[] = [
  { choice: 'light', label: 'Light', icon: 'sun' },
  { choice: 'dark', label: 'Dark', icon: 'moon' },
  { choice: 'system', label: 'As the system', icon: 'settings' },
];

export function ThemeMenu() {
  const { appearance } = useDesk();
  const current = choices.find(({ choice }) => choice === appearance.choice);
  return (
    <Menu
      align="end"
      trigger={<IconButton icon={appearance.theme === 'dark' ? 'moon' : 'sun'} label={`Appearance: ${current?.label}`} />}
      items={choices.map(({ choice, label, icon }) => ({
        label,
        icon: choice === appearance.choice ? 'check' : icon,
        onSelect: () => appearance.choose(choice),
      }))}
    />
  );
}
