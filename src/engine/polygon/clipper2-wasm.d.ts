declare module 'clipper2-wasm/dist/es/clipper2z.js' {
  export * from 'clipper2-wasm/dist/clipper2z';

  import type { MainModule } from 'clipper2-wasm/dist/clipper2z';
  export default function load(): Promise<MainModule>;
}
