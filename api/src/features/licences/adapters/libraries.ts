import type { AddressRange } from '../../../platform/outbound/address-range'
import { createOutbound } from '../../../platform/outbound/outbound'
import { createDisabledLibrary } from './disabled'
import { createHealthLibrary } from './health'
import { createHrssLibrary } from './hrss'
import type { LicenceLibrary } from './library'
import { createMarketLibrary } from './market'
import { createPoliceLibrary } from './police'

/** Address and secret of every department library; the client id under which they know us. */
export interface LibraryAccess {
  urls: Readonly<Record<LicenceLibrary['code'], string>>
  /** Networks they stand in. */
  ranges: Readonly<Record<LicenceLibrary['code'], AddressRange>>
  keys: Readonly<Record<LicenceLibrary['code'], string>>
  clientId: string
  timeoutMs?: number
  now: () => Date
}

/** The five libraries over HTTP, each by its own protocol and its own way out (R23). */
export function createHttpLibraries({ urls, ranges, keys, clientId, timeoutMs, now }: LibraryAccess): LicenceLibrary[] {
  const outbound = (code: LicenceLibrary['code']) => createOutbound({ system: code, baseUrl: urls[code], range: ranges[code], timeoutMs })
  return [
    createPoliceLibrary({ outbound: outbound('police'), appId: clientId, appKey: keys.police }),
    createHrssLibrary({ outbound: outbound('hrss'), key: keys.hrss }),
    createMarketLibrary({ outbound: outbound('market'), appKey: keys.market }),
    createHealthLibrary({ outbound: outbound('health'), appCode: clientId, token: keys.health, now }),
    createDisabledLibrary({ outbound: outbound('disabled'), client: clientId, key: keys.disabled, now }),
  ]
}

/** The demo city's secrets (mock/README.md). */
export const DEMO_LIBRARY_KEYS: LibraryAccess['keys'] = {
  police: 'demo-police-key',
  hrss: 'demo-hrss-key',
  market: 'demo-market-key',
  health: 'demo-health-key',
  disabled: 'demo-disabled-key',
}

/** The stand-ins run on this machine. */
export const DEMO_LIBRARY_RANGES: LibraryAccess['ranges'] = {
  police: 'loopback',
  hrss: 'loopback',
  market: 'loopback',
  health: 'loopback',
  disabled: 'loopback',
}
