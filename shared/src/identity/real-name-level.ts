import * as z from 'zod/mini'

/**
 * Real-name levels 实名等级: nothing known → name and number fit the population register 人口库核对 → the person himself was
 * seen, by face or by a window (equal routes, 人脸识别技术应用安全管理办法).
 */
export const RealNameLevel = z.enum(['none', 'registered', 'confirmed'])
export type RealNameLevel = z.infer<typeof RealNameLevel>

const ORDER: readonly RealNameLevel[] = ['none', 'registered', 'confirmed']

export const isLevelAtLeast = (level: RealNameLevel, needed: RealNameLevel): boolean => ORDER.indexOf(level) >= ORDER.indexOf(needed)
