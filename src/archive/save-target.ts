/** Browsers read the object URL after the click; Safari up to some seconds later. */
const KEEP_MS = 60_000;

/** Where a file goes, chosen before it is made. */
export interface SaveTarget {
  write(content: Blob): Promise<void>;
  /** Nothing comes after all. */
  drop(): Promise<void>;
}

/** The part of the File System Access API that is used; not all browsers have it. */
interface SavePicker {
  showSaveFilePicker(options: { suggestedName: string }): Promise<FileSystemFileHandle & { remove?(): Promise<void> }>;
}

/**
 * Asks where to save a file: by the browser's own dialog where pages may write files, otherwise the downloads. Has to
 * be called while a click is handled.
 * @returns undefined where the user changed their mind
 */
export async function chooseTarget(name: string): Promise<SaveTarget | undefined> {
  if (!('showSaveFilePicker' in window)) return downloads(name);
  try {
    const handle = await (window as unknown as SavePicker).showSaveFilePicker({ suggestedName: name });
    return {
      write: async (content) => {
        const file = await handle.createWritable();
        // The browser copies it by itself, where a stream would lead every byte through the page.
        await file.write(content);
        await file.close();
      },
      drop: async () => handle.remove?.(),
    };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    if (error instanceof DOMException && ['SecurityError', 'NotAllowedError'].includes(error.name))
      return downloads(name);
    throw error;
  }
}

function downloads(name: string): SaveTarget {
  return {
    write: async (content) => {
      const url = URL.createObjectURL(content);
      const link = document.createElement('a');
      link.href = url;
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
    },
    drop: async () => undefined,
  };
}
