interface ImportMetaEnv {
  /** Version of each shared package, set by shellConfig(). */
  readonly DESK_PROVIDED: Readonly<Record<string, string>>;
}

declare module 'virtual:__federation__' {
  export function __federation_method_setRemote(name: string, remote: { url: () => Promise<string>; format: 'esm'; from: 'vite' }): void;
  export function __federation_method_getRemote(name: string, expose: string): Promise<unknown>;
  export function __federation_method_unwrapDefault(module: unknown): unknown;
}

declare module 'virtual:desk.css';

declare module 'virtual:shared-instances' {
  /** The shell's own instance of each shared package, by the specifier a remote imports it under. */
  export const instances: Readonly<Record<string, unknown>>;
}
