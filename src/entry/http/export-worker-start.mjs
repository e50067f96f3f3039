import { constants, setPriority } from 'node:os';
import process from 'node:process';
import { register } from 'tsx/esm/api';

// On Linux a priority is a thread's own: answers to clients go before exports, and before the loading of what makes them.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

// Node 20 runs the module that a thread starts with unloaded: what reads TypeScript must be there before it is imported.
register();
await import('./export-worker.ts');
