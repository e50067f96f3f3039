import { type Progress, STAGES } from '../../contract/job.ts';

/** Shows progress on a terminal as one line that changes, elsewhere as one line per stage. */
export function progressLines(stream: NodeJS.WriteStream): { show(progress: Progress): void; end(): void } {
  let shown = '';
  const clear = () => stream.isTTY && shown && stream.write(`\r${' '.repeat(shown.length)}\r`);
  return {
    show: ({ stage, done, total }) => {
      const percent = total > 0 ? ` ${Math.floor((100 * done) / total)} %` : '';
      const line = `${STAGES[stage]}${stream.isTTY ? percent : ''} …`;
      if (line === shown) return;
      clear();
      stream.write(stream.isTTY ? line : `${line}\n`);
      shown = line;
    },
    end: () => {
      clear();
      shown = '';
    },
  };
}
