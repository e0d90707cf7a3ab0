import type { Device } from '@zsb/shared/session'
import { deviceId } from './device'

const NAMES = { weapp: 'WeChat', alipay: 'Alipay', h5: 'Browser' } as const

/** What a session is told of this device: a name for the list of sessions, nothing that identifies the model. */
export const thisDevice = (): Device => ({ id: deviceId(), name: NAMES[__PLATFORM__ as keyof typeof NAMES] ?? NAMES.h5, platform: (__PLATFORM__ as keyof typeof NAMES) in NAMES ? (__PLATFORM__ as keyof typeof NAMES) : 'h5' })
