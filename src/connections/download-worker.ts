import { type DownloadOrder, serveDownload } from './serve-download.ts';

addEventListener('message', ({ data }: MessageEvent<DownloadOrder>) => {
  void serveDownload(
    data,
    (...request) => fetch(...request),
    (message) => postMessage(message),
  );
});
