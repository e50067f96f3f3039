import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { loadConfig } from './app/load-config.ts';
import { StartFailure } from './app/start-failure.tsx';
import { applyTheme } from './app/theme-store.ts';
import { toFailure } from './contract/errors.ts';
import './ui/base.css';

applyTheme();
const root = createRoot(document.getElementById('root')!);
try {
  const config = await loadConfig(new URL('config.json', document.baseURI), (...request) => fetch(...request));
  root.render(
    <StrictMode>
      <QueryClientProvider client={new QueryClient()}>
        <App config={config} />
      </QueryClientProvider>
    </StrictMode>,
  );
} catch (error) {
  root.render(<StartFailure failure={toFailure(error)} />);
}
