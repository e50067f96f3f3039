import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { BellIcon } from '../ui/icons.tsx';

/** Asks the browser for leave to notify; shown only while that was neither given nor refused. */
export function NoticeButton() {
  const [permission, setPermission] = useState(() =>
    'Notification' in globalThis ? Notification.permission : 'denied',
  );
  if (permission !== 'default') return null;
  return (
    <Button
      variant="quiet"
      size="small"
      icon={<BellIcon size={16} />}
      onClick={async () => setPermission(await Notification.requestPermission())}
    >
      Notify me
    </Button>
  );
}
