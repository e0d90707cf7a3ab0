import type { Device } from '@zsb/shared/session'
import { deviceId } from './device'
import { deviceName } from './device-name'

/** What a session is told of this device: its own number, and a name by which its owner knows it in the list of sessions. */
export const thisDevice = (): Device => ({ id: deviceId(), name: deviceName(), platform: __PLATFORM__ })
