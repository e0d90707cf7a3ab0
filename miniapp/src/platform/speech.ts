/** Reading aloud 读给我听. Mini-programs have no voice of their own; their screen reader reads the labels. */
export interface Speech {
  speaking: boolean
  say: (sentence: string) => void
  stop: () => void
}

/** null: this device cannot read aloud, and nothing is offered. */
export const useSpeech = (_language: 'zh' | 'en'): Speech | null => null
