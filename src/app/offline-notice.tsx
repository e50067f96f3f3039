import { useState } from 'react';
import { useConnectionStore } from '../connections/connection-store.ts';
import type { Connection } from '../contract/connection.ts';
import { useRequest } from '../request/request-store.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

interface OfflineNoticeProps {
  readonly offline: boolean;
  readonly connection: Connection;
}

/** Says what works without network, and offers the live data again once the network is back. */
export function OfflineNotice({ offline, connection }: OfflineNoticeProps) {
  const { choices, dataChosen } = useRequest();
  const engineChosen = useConnectionStore((state) => state.engineChosen);
  const [wasOffline, setWasOffline] = useState(offline);
  if (offline && !wasOffline) setWasOffline(true);

  const [live] = connection.capabilities.data.filter((data) => !data.offline);
  if (!offline) {
    if (!wasOffline || !live || choices.data === live.id) return null;
    return (
      <Notice
        tone="info"
        title="The network is back"
        actions={
          <Button size="small" onClick={() => dataChosen(live.id)}>
            Use {live.label}
          </Button>
        }
      >
        The sample city is still chosen.
      </Notice>
    );
  }
  if (connection.id === 'remote') {
    return (
      <Notice
        tone="warning"
        title="No network"
        actions={
          <Button size="small" onClick={() => engineChosen('embedded')}>
            Use Cityclip’s own engine
          </Button>
        }
      >
        Without network {connection.label} cannot be reached. Cityclip’s own engine makes the sample city all the same.
      </Notice>
    );
  }
  return (
    <Notice tone="warning" title="No network">
      Live map data cannot be reached. The fictional sample city works without network and is chosen: press Export.
    </Notice>
  );
}
