import type { HealthCodeView } from '@zsb/shared/health-code'
import { readStored, writeStored } from '@/platform/storage'

/** Where there is help: the same for everybody, and no secret. */
export type KeptCare = Pick<HealthCodeView, 'care' | 'districts'>

const KEY = 'kept.health-care'

/** Kept on the phone, so that whom to call is there without network too. */
export const keepCare = ({ care, districts }: KeptCare): void => void writeStored(KEY, { care, districts })
export const keptCare = (): KeptCare => readStored<KeptCare>(KEY) ?? { care: [], districts: [] }
