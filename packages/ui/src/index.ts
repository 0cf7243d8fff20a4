/** The desk's design system: Tamagui's tokens, themes and primitives, and what the desk builds from them. */
export {
  Header,
  styled,
  Theme,
  useMedia,
  useTheme,
  View,
  VisuallyHidden,
  XStack,
  YStack,
  ZStack,
} from 'tamagui';
export { Button, type ButtonProps } from './actions/button.tsx';
export { IconButton, type IconButtonProps } from './actions/icon-button.tsx';
export { Menu, type MenuProps } from './actions/menu.tsx';
export { Tooltip, type TooltipProps } from './actions/tooltip.tsx';
export { DataGrid } from './data/data-grid.tsx';
export type { DataGridProps, GridColumn, GridSort } from './data/grid-column.ts';
export { Callout, type CalloutProps } from './feedback/callout.tsx';
export { ConfirmDialog, type ConfirmDialogProps } from './feedback/confirm-dialog.tsx';
export { Dialog, type DialogProps } from './feedback/dialog.tsx';
export { EmptyState, type EmptyStateProps } from './feedback/empty-state.tsx';
export type { Toast } from './feedback/toast-list.tsx';
export { ToastRegion, type ToastRegionProps, type Toasts, useToasts } from './feedback/toasts.tsx';
export { Checkbox, type CheckboxProps, Switch } from './fields/checkbox.tsx';
export { Combobox, type ComboboxProps } from './fields/combobox.tsx';
export { DateInput, type DateInputProps } from './fields/date-input.tsx';
export { Field, type FieldProps } from './fields/field.tsx';
export type { ControlAria, InputProps } from './fields/input.ts';
export { NumberInput, type NumberInputProps } from './fields/number-input.tsx';
export { SelectInput, type SelectInputProps, type SelectOption } from './fields/select-input.tsx';
export { TextArea, type TextAreaProps, TextInput, type TextInputProps } from './fields/text-input.tsx';
export { Card, type CardProps, Separator } from './frame/card.tsx';
export { Disclosure, type DisclosureProps } from './frame/disclosure.tsx';
export { Page, type PageProps } from './frame/page.tsx';
export { PageHeader, type PageHeaderProps } from './frame/page-header.tsx';
export { Section, type SectionProps } from './frame/section.tsx';
export { type TabItem, Tabs, type TabsProps } from './frame/tabs.tsx';
export { Toolbar, type ToolbarProps } from './frame/toolbar.tsx';
export { Icon, type IconName, type IconProps } from './icons/icon.tsx';
export type { ComboboxOption } from './popups/combobox-input.tsx';
export { loadReaders, type Readers } from './popups/load.ts';
export type { MenuItem } from './popups/menu-list.tsx';
export { type DeskTheme, DeskUi, type DeskUiProps } from './theme/desk-ui.tsx';
export type { LinkComponent, LinkProps } from './theme/link.tsx';
export { isDay, printDate } from './typing/print-date.ts';
export { Heading, type HeadingProps } from './words/heading.tsx';
export { Badge, type BadgeProps, Kbd, Skeleton, type SkeletonProps, type Tone } from './words/marks.tsx';
export { Paragraph, Text } from './words/text.tsx';
