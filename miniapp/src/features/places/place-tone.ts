import type { PlaceState } from '@zsb/shared/place'
import type { Tone } from '@/ui'

export const TONE_OF_PLACE: Record<PlaceState, Tone> = { applied: 'warn', active: 'good', refused: 'bad', closed: 'plain' }
