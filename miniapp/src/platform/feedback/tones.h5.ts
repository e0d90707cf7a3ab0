import { schedule, type Tone } from './tone-schedule'

let context: AudioContext | null = null

/** Browsers start sound only after a first tap or key; before that the context stays silent without an error. */
export function playTones(tones: readonly Tone[], shape: OscillatorType): void {
  try {
    context ??= new AudioContext()
    const audio = context
    if (audio.state === 'suspended')
      void audio.resume().then(
        () => schedule(audio, tones, shape),
        () => undefined,
      )
    else schedule(audio, tones, shape)
  } catch {
    context = null
  }
}
