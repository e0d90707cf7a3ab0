import type { HealthColour } from '@zsb/shared/health-code'

/** 三色 in words: a colour is never said by itself. */
export const zhColours: Record<HealthColour, string> = { green: '绿码', yellow: '黄码', red: '红码' }
export const enColours: Record<HealthColour, string> = { green: 'Green', yellow: 'Yellow', red: 'Red' }
