import { Icon, type IconProps } from '../ui/icons.tsx';

export function FitIcon(props: IconProps) {
  return <Icon {...props} d="M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4M7 7h6v6H7V7Z" />;
}

export function TopIcon(props: IconProps) {
  return <Icon {...props} d="M4 8.5h12v8H4v-8ZM10 1.5v4.5m-2-2 2 2 2-2" />;
}

export function SideIcon(props: IconProps) {
  return <Icon {...props} d="M8.5 4v12h8V4h-8ZM1.5 10H6m-2-2 2 2-2 2" />;
}

export function RulerIcon(props: IconProps) {
  return <Icon {...props} d="m2.5 13.5 11-11 4 4-11 11-4-4Zm2.7-2.7 1.6 1.6m.9-4.1 2.3 2.3m.2-4.8 1.6 1.6" />;
}

export function MeshIcon(props: IconProps) {
  return <Icon {...props} d="M3 16.5 10 3l7 13.5H3Zm3.5-6.7h7L10 16.5 6.5 9.8Z" />;
}

export function SizeIcon(props: IconProps) {
  return <Icon {...props} d="M6 3v11h11M6 3 4 5m2-2 2 2m9 9-2-2m2 2-2 2M9.5 5.5h5v5h-5v-5Z" />;
}

export function CameraIcon(props: IconProps) {
  return <Icon {...props} d="M2.5 6h3.2L7 4h6l1.3 2h3.2v10h-15V6ZM10 13.8a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z" />;
}
