declare module 'virtual:__federation__' {
  export function __federation_method_setRemote(name: string, remote: { url: () => Promise<string>; format: 'esm'; from: 'vite' }): void;
  export function __federation_method_getRemote(name: string, expose: string): Promise<unknown>;
  export function __federation_method_unwrapDefault(module: unknown): unknown;
}

declare module 'virtual:desk.css';
