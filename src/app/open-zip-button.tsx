import { useRef } from 'react';
import { IconButton } from '../ui/icon-button.tsx';
import { FolderIcon } from '../ui/icons.tsx';

/** Picks a ZIP of the user's to look into. */
export function OpenZipButton({ onZip }: { readonly onZip: (zip: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton label="Look into a ZIP file" icon={<FolderIcon />} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        hidden
        aria-label="ZIP file to look into"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) onZip(file);
          target.value = '';
        }}
      />
    </>
  );
}
