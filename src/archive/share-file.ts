/** Whether this is a device where files go to other apps by sharing, and the browser would share this one. */
export function canShare(file: File): boolean {
  return matchMedia('(pointer: coarse)').matches && (navigator.canShare?.({ files: [file] }) ?? false);
}

/** Hands a file to another app that the user picks; picking none is no failure. */
export async function shareFile(file: File): Promise<void> {
  try {
    await navigator.share({ files: [file], title: file.name });
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
  }
}
