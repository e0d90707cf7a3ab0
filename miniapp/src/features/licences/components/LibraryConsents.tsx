import { View } from '@tarojs/components'
import type { LibraryOutcome } from '@zsb/shared/licence'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { toApiError } from '@/platform/request'
import { Banner, Button, Card, Dialog } from '@/ui'
import { agreeTo } from '../api'
import { licencesCopy } from '../copy'

/** Departments whose licences come only with a separate consent 单独同意: what it is for, and the way to give it. No consent, no loss elsewhere. */
export function LibraryConsents({ libraries, onAgreed }: { libraries: readonly LibraryOutcome[]; onAgreed: () => Promise<unknown> }) {
  const words = useCopy(licencesCopy)
  const pick = usePick()
  const [about, ask] = useState<LibraryOutcome | null>(null)
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  const agree = async () => {
    if (!about?.purpose) return
    setProblem('')
    setWorking(true)
    try {
      await agreeTo(about.purpose)
      ask(null)
      await onAgreed()
    } catch (cause) {
      ask(null)
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
    }
  }
  return (
    <>
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
      {libraries
        .filter(({ state, purpose }) => state === 'consentNeeded' && purpose)
        .map((library) => (
          <Card key={library.code} id={`consent-${library.code}`}>
            <View className="l-stack-tight">
              <View>{words.consentNeeded(pick(library))}</View>
              <Button id={`agree-${library.code}`} kind="quiet" small onPress={() => ask(library)}>
                {words.consentSee}
              </Button>
            </View>
          </Card>
        ))}
      <Dialog
        open={about !== null}
        title={about ? words.consentAsk(pick(about)) : ''}
        confirm={words.consentYes}
        refuse={words.consentNo}
        onConfirm={() => void agree()}
        onRefuse={() => ask(null)}
        working={working}
      >
        {words.consentWhy}
      </Dialog>
    </>
  )
}
