import Taro from '@tarojs/taro'
import { useSettings } from '../settings'
import { playTones } from './tones'

/** What the clerk hears and feels: valid one short high, problem two low, wrong kind a buzz; right but not all is two in the middle. */
export type Signal = 'valid' | 'problem' | 'wrongKind' | 'unsure'

const TONES: Record<Signal, readonly { hertz: number; ms: number }[]> = {
  valid: [{ hertz: 1320, ms: 130 }],
  problem: [
    { hertz: 330, ms: 180 },
    { hertz: 0, ms: 90 },
    { hertz: 330, ms: 180 },
  ],
  wrongKind: [{ hertz: 110, ms: 450 }],
  unsure: [
    { hertz: 660, ms: 110 },
    { hertz: 0, ms: 60 },
    { hertz: 660, ms: 110 },
  ],
}

/** Sound and vibration of a verdict, each only where it is switched on. */
export function signal(kind: Signal): void {
  const { sound, vibration } = useSettings.getState()
  if (sound) playTones(TONES[kind], kind === 'wrongKind' ? 'sawtooth' : 'sine')
  if (vibration) void vibrate(kind)
}

async function vibrate(kind: Signal): Promise<void> {
  try {
    if (kind === 'valid') await Taro.vibrateShort({ type: 'medium' })
    else await Taro.vibrateLong()
  } catch {
    // No motor, or not allowed before a tap: the screen says it anyway.
  }
}
