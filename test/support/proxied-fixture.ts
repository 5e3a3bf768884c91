import { HandlerFixture } from './handler-fixture';
import { StandInControllersOptions } from '../control-plane/controllers';
import { FaultProxy } from '../control-plane/fault-proxy';

/** The handler's own code, and a proxy before its API server in which things can go wrong. */
export interface ProxiedFixture {
  readonly fixture: HandlerFixture;
  readonly proxy: FaultProxy;
}

export async function startBehindProxy(options: StandInControllersOptions = {}): Promise<ProxiedFixture> {
  const fixture = await HandlerFixture.start(options);
  return { fixture, proxy: await FaultProxy.start(fixture.controlPlane) };
}

/** What did not come to start is left out. */
export async function stopBehindProxy({ fixture, proxy }: Partial<ProxiedFixture>): Promise<void> {
  await proxy?.stop();
  await fixture?.stop();
}
