declare module 'virtual:shared-instances' {
  /** The shell's own instance of each shared package, by the specifier a remote imports it under. */
  export const instances: Readonly<Record<string, unknown>>;
}
