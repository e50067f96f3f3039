import { type FakeServer, startFakeServer } from './fake-server.ts';

/** A Photon service on this computer that finds every address in Cologne. */
export async function startFakeAddressSearch(): Promise<FakeServer> {
  return startFakeServer('api', [], (_, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ features: [{ geometry: { coordinates: [6.9566, 50.9423] } }] }));
  });
}
