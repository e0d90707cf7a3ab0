import Taro, { resetTaro } from '../../../test/taro'
import { useSettings } from '../settings'
import { signal } from './index'
import { playTones as playOnAlipay } from './tones.alipay'
import { toWav } from './wav'

const played: { hertz: number; shape: string }[] = []
/** As much of a WebAudio context as the tones need. */
const context = {
  currentTime: 0,
  destination: {},
  createGain: () => ({ gain: { value: 0 }, connect: () => undefined }),
  createOscillator: () => {
    const voice = { type: 'sine', frequency: { value: 0 }, connect: () => undefined, stop: () => undefined, start: () => undefined }
    voice.start = () => void played.push({ hertz: voice.frequency.value, shape: voice.type })
    return voice
  },
}

beforeEach(() => {
  resetTaro()
  played.length = 0
  Object.assign(Taro, { createWebAudioContext: () => context })
  useSettings.getState().change({ sound: true, vibration: true })
})

describe('what the clerk hears and feels', () => {
  it('a valid licence: one short high tone, one short shake', () => {
    signal('valid')
    expect(played).toEqual([{ hertz: 1320, shape: 'sine' }])
    expect(Taro.vibrateShort).toHaveBeenCalledTimes(1)
    expect(Taro.vibrateLong).not.toHaveBeenCalled()
  })
  it('a problem: two low tones, a long shake', () => {
    signal('problem')
    expect(played).toEqual([
      { hertz: 330, shape: 'sine' },
      { hertz: 330, shape: 'sine' },
    ])
    expect(Taro.vibrateLong).toHaveBeenCalledTimes(1)
  })
  it('something that is not ours: a buzz, a long shake', () => {
    signal('wrongKind')
    expect(played).toEqual([{ hertz: 110, shape: 'sawtooth' }])
    expect(Taro.vibrateLong).toHaveBeenCalledTimes(1)
  })
  it('nothing of what is switched off', () => {
    useSettings.getState().change({ sound: false })
    signal('problem')
    expect(played).toEqual([])
    expect(Taro.vibrateLong).toHaveBeenCalledTimes(1)
    useSettings.getState().change({ sound: true, vibration: false })
    signal('problem')
    expect(played).toHaveLength(2)
    expect(Taro.vibrateLong).toHaveBeenCalledTimes(1)
  })
})

describe('on Alipay, which plays files only', () => {
  it('a signal is written once and played each time', () => {
    const writeFileSync = jest.fn()
    const player = { src: '', play: jest.fn(), stop: jest.fn() }
    Object.assign(Taro, { env: { USER_DATA_PATH: 'own' }, getFileSystemManager: () => ({ writeFileSync }), createInnerAudioContext: () => player })
    playOnAlipay([{ hertz: 1320, ms: 130 }], 'sine')
    playOnAlipay([{ hertz: 1320, ms: 130 }], 'sine')
    expect(writeFileSync).toHaveBeenCalledTimes(1)
    expect(writeFileSync).toHaveBeenCalledWith(player.src, expect.any(ArrayBuffer))
    expect(player.play).toHaveBeenCalledTimes(2)
  })
  it('the file is a WAV of the tones, one after the other', () => {
    const file = new Uint8Array(
      toWav(
        [
          { hertz: 330, ms: 100 },
          { hertz: 0, ms: 50 },
        ],
        'sine',
      ),
    )
    const words = (from: number, to: number) => String.fromCharCode(...file.slice(from, to))
    expect([words(0, 4), words(8, 16), words(36, 40)]).toEqual(['RIFF', 'WAVEfmt ', 'data'])
    expect(file).toHaveLength(44 + 800 + 400)
    expect(Math.max(...file.slice(44, 844))).toBeGreaterThan(180)
    expect(new Set(file.slice(844))).toEqual(new Set([128]))
  })
})
