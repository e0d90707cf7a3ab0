import Taro from '@tarojs/taro'
import type { Tone } from './tone-schedule'
import { toWav } from './wav'

let player: Taro.InnerAudioContext | null = null
const written = new Set<string>()

/** Alipay has no WebAudio, but plays files: each signal is written once into the app's own folder. Where that fails the vibration speaks alone. */
export function playTones(tones: readonly Tone[], shape: OscillatorType): void {
  try {
    const file = `${Taro.env.USER_DATA_PATH}/signal-${tones.map(({ hertz }) => hertz).join('-')}.wav`
    if (!written.has(file)) {
      Taro.getFileSystemManager().writeFileSync(file, toWav(tones, shape))
      written.add(file)
    }
    player ??= Taro.createInnerAudioContext()
    player.stop()
    player.src = file
    player.play()
  } catch {
    player = null
  }
}
