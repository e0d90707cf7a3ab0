import Taro from '@tarojs/taro'
import { schedule, type Tone } from './tone-schedule'

interface AudioHost {
  createWebAudioContext?: () => AudioContext
}
let context: AudioContext | null = null

/** Mini-programs: WeChat has a WebAudio context of its own; where there is none the vibration speaks alone. */
export function playTones(tones: readonly Tone[], shape: OscillatorType): void {
  try {
    context ??= (Taro as unknown as AudioHost).createWebAudioContext?.() ?? null
    if (context) schedule(context, tones, shape)
  } catch {
    context = null
  }
}
