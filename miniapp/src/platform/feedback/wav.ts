import type { Tone } from './tone-schedule'

const SAMPLES_PER_SECOND = 8000
const HEADER_BYTES = 44
const SILENCE = 128
/** Of 127: as loud as the WebAudio tones. */
const LOUDNESS = 60

/** The tones as a WAV file of 8-bit samples, for hosts that play files only. */
export function toWav(tones: readonly Tone[], shape: OscillatorType): ArrayBuffer {
  const samples = tones.flatMap(({ hertz, ms }) =>
    Array.from({ length: Math.round((ms / 1000) * SAMPLES_PER_SECOND) }, (_, i) => {
      const turn = ((i * hertz) / SAMPLES_PER_SECOND) % 1
      return hertz === 0 ? SILENCE : SILENCE + Math.round(LOUDNESS * (shape === 'sawtooth' ? 2 * turn - 1 : Math.sin(2 * Math.PI * turn)))
    }),
  )
  const file = new ArrayBuffer(HEADER_BYTES + samples.length)
  const view = new DataView(file)
  const word = (at: number, text: string) => [...text].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)))
  const number = (at: number, value: number) => view.setUint32(at, value, true)
  word(0, 'RIFF')
  number(4, HEADER_BYTES - 8 + samples.length)
  word(8, 'WAVEfmt ')
  number(16, 16)
  view.setUint16(20, 1, true) // PCM
  view.setUint16(22, 1, true) // one channel
  number(24, SAMPLES_PER_SECOND)
  number(28, SAMPLES_PER_SECOND)
  view.setUint16(32, 1, true) // bytes of a frame
  view.setUint16(34, 8, true) // bits of a sample
  word(36, 'data')
  number(40, samples.length)
  new Uint8Array(file, HEADER_BYTES).set(samples)
  return file
}
