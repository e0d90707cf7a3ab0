import type { CounterPolicy } from '@zsb/shared/verification'
import { useState } from 'react'
import { readStored, writeStored } from '@/platform/storage'

interface Choice {
  scene: string
  purpose: string
}

/** Which occasion and purpose this counter asks for: the register's first, or what was chosen here last. */
export function useCounter(policy: CounterPolicy | undefined) {
  const [wanted, want] = useState<Partial<Choice>>(() => readStored<Choice>('counter') ?? {})
  const scene = policy?.scenes.find((each) => each.code === wanted.scene) ?? policy?.scenes[0]
  const purpose = scene?.purposes.find((each) => each.code === wanted.purpose) ?? scene?.purposes[0]
  const choose = (choice: Partial<Choice>) => {
    want(choice)
    writeStored('counter', choice)
  }
  return {
    scene,
    purpose,
    chooseScene: (code: string) => choose({ scene: code }),
    choosePurpose: (code: string) => choose({ scene: scene?.code, purpose: code }),
  }
}
