import type { HealthColour } from '@zsb/shared/health-code'
import type { IconName } from '@/ui'

/** Differs in shape, not only in colour. */
export const ICON_OF_COLOUR: Record<HealthColour, IconName> = { green: 'shield-check', yellow: 'triangle-alert', red: 'octagon-x' }
