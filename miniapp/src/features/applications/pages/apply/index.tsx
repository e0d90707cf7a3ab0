import { useRouter } from '@tarojs/taro'
import type { ApplicationView } from '@zsb/shared/application'
import { useEffect, useState } from 'react'
import { IdentityGate, useIsConfirmed } from '@/features/sign-in'
import { ENTRANCES } from '@/entrances'
import { nameInAddress } from '@/platform/address'
import { useCopy } from '@/platform/copy'
import { replaceWith } from '@/platform/navigate'
import type { ApiError } from '@/platform/request'
import { refreshResources } from '@/platform/resource'
import { useSession } from '@/platform/session'
import { Button, EmptyState, ErrorState, Page, Skeleton } from '@/ui'
import { ApplyForm } from '../../components/ApplyForm'
import { isNotTaken, NotTaken } from '../../components/NotTaken'
import { isNotThere, NotThere } from '../../components/NotThere'
import { Submitted } from '../../components/Submitted'
import { applyCopy } from '../../copy'
import { useOpened } from '../../useOpened'
import '../../applications.scss'

/** 在线办理: an item from the empty form to its number. */
export default function ApplyPage() {
  const words = useCopy(applyCopy)
  const { item, id } = useRouter().params
  const ready = useIsConfirmed()
  const opened = useOpened(ready ? { item, id } : {})
  const [done, setDone] = useState<ApplicationView | null>(null)
  const { view } = opened
  // Handed in already, here or elsewhere: there is nothing to fill in.
  const over = view !== null && view.status !== 'draft'
  useEffect(() => {
    if (over && view) replaceWith(ENTRANCES.application, { id: view.id })
  }, [over, view])
  if (done) return <Submitted application={done} />
  if (view && !over)
    return (
      <ApplyForm
        key={view.id}
        first={view}
        onDone={(handedIn) => {
          setDone(handedIn)
          nameInAddress(ENTRANCES.apply, { id: handedIn.id })
          void refreshResources('/api/v1/applications')
        }}
      />
    )
  return (
    <Page title={words.title} onReconnect={() => void opened.open()}>
      <IdentityGate id="apply" icon="file-text" signInFirst={words.signInFirst} why={words.whySignIn}>
        {!item && !id ? <NothingChosen /> : opened.error ? <NotOpened item={item} error={opened.error} onRetry={opened.open} /> : <Skeleton rows={5} />}
      </IdentityGate>
    </Page>
  )
}

function NothingChosen() {
  const words = useCopy(applyCopy)
  return (
    <EmptyState icon="file-text" title={words.nothing} sentence={words.nothingWhy}>
      <Button id="apply-find" onPress={() => replaceWith(ENTRANCES.serviceItems)}>
        {words.find}
      </Button>
    </EmptyState>
  )
}

interface NotOpenedProps {
  item: string | undefined
  error: ApiError
  onRetry: () => Promise<void>
}

/** Why there is no form, and the way on from there: asking again only where the answer may be another one. */
function NotOpened({ item, error, onRetry }: NotOpenedProps) {
  const words = useCopy(applyCopy)
  const { subject, actFor } = useSession()
  if (error.code === 'APPLICATION_NOT_FOR_YOU')
    return (
      <ErrorState error={error} title={words.notForYou}>
        {subject ? (
          <Button id="apply-as-self" onPress={() => actFor(null)}>
            {words.asSelf}
          </Button>
        ) : null}
      </ErrorState>
    )
  if (isNotTaken(error)) return <NotTaken id="apply-guide" error={error} onGuide={() => replaceWith(ENTRANCES.serviceGuide, { item })} />
  return isNotThere(error) ? <NotThere /> : <ErrorState error={error} onRetry={onRetry} />
}
