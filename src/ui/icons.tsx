export interface IconProps {
  /** Side in pixels. */
  readonly size?: number;
}

/** Drawn on a grid of 20 × 20 with lines of 1.5; decoration only, hidden from screen readers. */
export function Icon({ size = 20, d }: IconProps & { readonly d: string }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={d} />
    </svg>
  );
}

export function BoxIcon(props: IconProps) {
  return <Icon {...props} d="M4 2v12.5A1.5 1.5 0 0 0 5.5 16H18M2 4h12.5A1.5 1.5 0 0 1 16 5.5V18" />;
}

export function PinIcon(props: IconProps) {
  return <Icon {...props} d="M10 18s6-5.2 6-10a6 6 0 0 0-12 0c0 4.8 6 10 6 10Zm0-8a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z" />;
}

export function SearchIcon(props: IconProps) {
  return <Icon {...props} d="M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12Zm4.3-1.7L17 17" />;
}

export function DownloadIcon(props: IconProps) {
  return <Icon {...props} d="M10 3v9.5m-4-4 4 4 4-4M3.5 16.5h13" />;
}

export function CloseIcon(props: IconProps) {
  return <Icon {...props} d="m5 5 10 10M15 5 5 15" />;
}

export function SettingsIcon(props: IconProps) {
  return (
    <Icon
      {...props}
      d="M3 6h7m4 0h3M3 14h3m4 0h7M12 8.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM8 16.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z"
    />
  );
}

export function CheckIcon(props: IconProps) {
  return <Icon {...props} d="m4 10.5 4 4L16 6" />;
}

export function WarningIcon(props: IconProps) {
  return <Icon {...props} d="M10 3 2.5 16.5h15L10 3Zm0 5v4m0 2.2v.1" />;
}

export function InfoIcon(props: IconProps) {
  return <Icon {...props} d="M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM10 9.5v4m0-7v.1" />;
}

export function FileIcon(props: IconProps) {
  return <Icon {...props} d="M5 2.5h6.5L15.5 6.5v11H5v-15Zm6.5 0v4h4" />;
}

export function FolderIcon(props: IconProps) {
  return <Icon {...props} d="M2.5 15.5v-11h5l2 2.5h8v8.5h-15Z" />;
}

export function RetryIcon(props: IconProps) {
  return <Icon {...props} d="M16 10a6 6 0 1 1-1.8-4.3L16 7.5M16 3.5v4h-4" />;
}

export function TrashIcon(props: IconProps) {
  return <Icon {...props} d="M3.5 5.5h13M8 5.5v-2h4v2m-7 0 .8 11h8.4l.8-11M8.5 8.5v5m3-5v5" />;
}

export function SwapIcon(props: IconProps) {
  return <Icon {...props} d="M3 7h13m-3-3 3 3-3 3M17 13H4m3-3-3 3 3 3" />;
}

export function CubeIcon(props: IconProps) {
  return <Icon {...props} d="M10 2.5 16.5 6v8L10 17.5 3.5 14V6L10 2.5ZM3.5 6 10 9.5 16.5 6M10 9.5v8" />;
}

export function SunIcon(props: IconProps) {
  return (
    <Icon
      {...props}
      d="M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM10 2v1.5m0 13V18M2 10h1.5m13 0H18M4.3 4.3l1.1 1.1m9.2 9.2 1.1 1.1m0-11.4-1.1 1.1m-9.2 9.2-1.1 1.1"
    />
  );
}

export function MoonIcon(props: IconProps) {
  return <Icon {...props} d="M16.5 11.5A7 7 0 0 1 8.5 3.5a7 7 0 1 0 8 8Z" />;
}

export function EyeIcon(props: IconProps) {
  return (
    <Icon
      {...props}
      d="M1.5 10S4.5 4.5 10 4.5 18.5 10 18.5 10 15.5 15.5 10 15.5 1.5 10 1.5 10ZM10 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z"
    />
  );
}

export function MoveIcon(props: IconProps) {
  return (
    <Icon
      {...props}
      d="M10 2v16M2 10h16M7.5 4.5 10 2l2.5 2.5m-5 11L10 18l2.5-2.5m-8-8L2 10l2.5 2.5m11-5L18 10l-2.5 2.5"
    />
  );
}

export function ChevronIcon(props: IconProps) {
  return <Icon {...props} d="m5 8 5 5 5-5" />;
}

export function BellIcon(props: IconProps) {
  return <Icon {...props} d="M5 13.5V9a5 5 0 0 1 10 0v4.5l1.5 1.5h-13L5 13.5Zm3.5 3.2a1.7 1.7 0 0 0 3 0" />;
}

export function ShareIcon(props: IconProps) {
  return <Icon {...props} d="M10 12.5V3m-3.5 3L10 2.8 13.5 6M6 9H4v8.5h12V9h-2" />;
}
