import { useEffect, useState } from 'react'
import type { Speech } from './speech'

export type { Speech } from './speech'

/** Only voices that live on the device: others send the sentence, with the digits of a live code, to somebody's server. */
const voicesOf = (language: 'zh' | 'en') => window.speechSynthesis.getVoices().filter((voice) => voice.localService && voice.lang.startsWith(language))

/** Reads a sentence in the language of the screen; null where the device has no voice for it. Silent once the page is left. */
export function useSpeech(language: 'zh' | 'en'): Speech | null {
  const able = 'speechSynthesis' in window
  const [voice, setVoice] = useState<SpeechSynthesisVoice | null>(() => (able ? (voicesOf(language)[0] ?? null) : null))
  const [speaking, setSpeaking] = useState(false)
  useEffect(() => {
    if (!able) return undefined
    // Browsers fill the list of voices after the page has begun.
    const learn = () => setVoice(voicesOf(language)[0] ?? null)
    learn()
    window.speechSynthesis.addEventListener('voiceschanged', learn)
    return () => {
      window.speechSynthesis.removeEventListener('voiceschanged', learn)
      window.speechSynthesis.cancel()
    }
  }, [able, language])
  if (!voice) return null
  return {
    speaking,
    say: (sentence) => {
      const utterance = new SpeechSynthesisUtterance(sentence)
      utterance.voice = voice
      utterance.lang = voice.lang
      utterance.rate = 0.85
      utterance.onend = () => setSpeaking(false)
      utterance.onerror = () => setSpeaking(false)
      window.speechSynthesis.cancel()
      setSpeaking(true)
      window.speechSynthesis.speak(utterance)
    },
    stop: () => {
      window.speechSynthesis.cancel()
      setSpeaking(false)
    },
  }
}
