import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { toApiError } from '@/platform/request'
import { Banner, Button, EmptyState } from '@/ui'
import { agreeTo } from '../api'
import { licencesCopy } from '../copy'

/** In place of a child's wallet while the consent to use the child's data is missing or withdrawn. */
export function ChildConsent({ name, onAgreed }: { name: string; onAgreed: () => Promise<unknown> }) {
  const words = useCopy(licencesCopy)
  const pick = usePick()
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  const agree = async () => {
    setProblem('')
    setWorking(true)
    try {
      await agreeTo('childData')
      await onAgreed()
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
    }
  }
  return (
    <EmptyState icon="shield-check" title={words.childConsent(name)} sentence={words.childConsentWhy}>
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
      <Button id="agree-child" onPress={() => void agree()} loading={working}>
        {words.consentYes}
      </Button>
    </EmptyState>
  )
}
