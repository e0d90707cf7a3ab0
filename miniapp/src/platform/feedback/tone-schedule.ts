export interface Tone {
  hertz: number
  ms: number
}

/** Puts the tones one after the other on the context's clock. */
export function schedule(audio: AudioContext, tones: readonly Tone[], shape: OscillatorType): void {
  let at = audio.currentTime
  for (const { hertz, ms } of tones) {
    const until = at + ms / 1000
    if (hertz > 0) {
      const voice = audio.createOscillator()
      const volume = audio.createGain()
      voice.type = shape
      voice.frequency.value = hertz
      volume.gain.value = 0.2
      voice.connect(volume)
      volume.connect(audio.destination)
      voice.start(at)
      voice.stop(until)
    }
    at = until
  }
}
