// Node 20 runs the module that a thread starts with unloaded: what reads TypeScript must be there before it is imported.
import { register } from 'tsx/esm/api';

register();
await import('./export-worker.ts');
