import { expose } from 'comlink';
import { createViewerService } from './viewer-service.ts';

expose(createViewerService());
