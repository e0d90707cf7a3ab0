import { useRouter } from '@tarojs/taro'
import type { ApplicationView } from '@zsb/shared/application'
import { useEffect, useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { useCopy } from '@/platform/copy'
import { goTo, replaceWith } from '@/platform/navigate'
import { refreshResources } from '@/platform/resource'
import { useSession } from '@/platform/session'
import { Button, EmptyState, ErrorState, Page, Skeleton } from '@/ui'
import { ApplyForm } from '../../components/ApplyForm'
import { Submitted } from '../../components/Submitted'
import { applyCopy } from '../../copy'
import { useOpened } from '../../useOpened'
import '../../applications.scss'

/** 在线办理: an item from the empty form to its number. */
export default function ApplyPage() {
  const words = useCopy(applyCopy)
  const { item, id } = useRouter().params
  const level = useSession(({ who }) => who?.level ?? null)
  const ready = level === 'confirmed'
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
          void refreshResources('/api/v1/applications')
        }}
      />
    )
  return (
    <Page title={words.title} onReconnect={() => void opened.open()}>
      {!ready ? (
        <First level={level} />
      ) : !item && !id ? (
        <EmptyState icon="file-text" title={words.nothing} sentence={words.nothingWhy} />
      ) : opened.error ? (
        <ErrorState error={opened.error} onRetry={opened.open} />
      ) : (
        <Skeleton rows={5} />
      )}
    </Page>
  )
}

/** Nobody applies as somebody he may not be: signing in, then who one is. */
function First({ level }: { level: string | null }) {
  const words = useCopy(applyCopy)
  const way = level === null ? ENTRANCES.signIn : ENTRANCES.realName
  return (
    <EmptyState icon="user-round-check" title={level === null ? words.signInFirst : words.realNameFirst} sentence={words.realNameWhy}>
      {hasPage(way) ? (
        <Button id="apply-first" onPress={() => goTo(way)}>
          {level === null ? words.signIn : level === 'none' ? words.realName : words.prove}
        </Button>
      ) : null}
    </EmptyState>
  )
}
