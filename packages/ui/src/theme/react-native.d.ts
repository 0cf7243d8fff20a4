/** `@tamagui/element` ships TypeScript sources that name these types; the desk has no native target and installs no react-native. */
declare module 'react-native' {
  export type View = object;
  export type TextInput = object;
}
