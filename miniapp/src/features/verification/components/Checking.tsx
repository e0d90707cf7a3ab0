import { useEffect, useState } from 'react'
import { useCopy } from '@/platform/copy'
import { Button, EmptyState } from '@/ui'
import { verifyCopy } from '../copy'

/** Who is asked stands there once it takes longer than a glance (design guide: words after 2 s), and with it a way out. */
const WORDS_AFTER_MS = 2000

export function Checking({ onGiveUp }: { onGiveUp: () => void }) {
  const words = useCopy(verifyCopy)
  const [long, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), WORDS_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <EmptyState icon="loader" title={words.checking} sentence={long ? words.checkingLong : undefined}>
      {long ? (
        <Button id="give-up" kind="quiet" onPress={onGiveUp}>
          {words.giveUp}
        </Button>
      ) : null}
    </EmptyState>
  )
}
