import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { CaseObjections } from '@zsb/shared/objection'
import { useState } from 'react'
import { IdentityGate, useIsConfirmed } from '@/features/sign-in'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick } from '@/platform/copy'
import { useLive } from '@/platform/live'
import { replaceWith } from '@/platform/navigate'
import { callHelpLine } from '@/platform/phone'
import { useResource } from '@/platform/resource'
import { scrollToTop } from '@/platform/scroll'
import { Banner, Button, EmptyState, ErrorState, Heading, List, ListRow, Page, Skeleton } from '@/ui'
import { Decision } from '../../components/Decision'
import { objectionsPath, objectionsSchema } from '../../objection-api'
import { objectionCopy } from '../../objection-copy'
import '../../applications.scss'

/** 异议: decisions of a case that went against her, the form to object, and what became of it; the ways of the law stand beside it. */
export default function ObjectionPage() {
  const words = useCopy(objectionCopy)
  const { id = '' } = useRouter().params
  const found = useResource<CaseObjections>(useIsConfirmed() && id ? objectionsPath(id) : null, { schema: objectionsSchema })
  useLive('notice.added', () => void found.reload())
  const { data, error } = found
  const isGone = !id || error?.code === 'NOT_FOUND' || error?.code === 'REQUEST_INVALID'
  return (
    <Page title={words.title} onReconnect={() => void found.reload()}>
      <IdentityGate id="objection" icon="flag" signInFirst={words.signInFirst} why={words.whySignIn}>
        {data ? (
          <Objections objections={data} onReload={found.reload} />
        ) : isGone ? (
          <EmptyState icon="flag" title={words.gone} sentence={words.goneWhy}>
            <Button id="to-applications" onPress={() => replaceWith(ENTRANCES.applications)}>
              {words.mine}
            </Button>
          </EmptyState>
        ) : error ? (
          <ErrorState error={error} onRetry={found.reload} />
        ) : (
          <Skeleton rows={4} />
        )}
      </IdentityGate>
    </Page>
  )
}

function Objections({ objections, onReload }: { objections: CaseObjections; onReload: () => Promise<void> }) {
  const words = useCopy(objectionCopy)
  const pick = usePick()
  const [said, say] = useState('')
  const { applicationId, item, decisions, answerWithinDays } = objections
  return (
    <View className="l-stack">
      {said ? (
        <Banner tone="good" live>
          {said}
        </Banner>
      ) : null}
      <View>
        <Heading level={2} className="t-title">
          {pick(item)}
        </Heading>
        <View className="t-note">{words.lead(answerWithinDays)}</View>
      </View>
      {decisions.length === 0 ? <EmptyState icon="flag" title={words.nothing} sentence={words.nothingWhy} /> : null}
      {[...decisions].reverse().map((decision) => (
        <Decision
          key={decision.no}
          applicationId={applicationId}
          decision={decision}
          onSent={() => {
            say(words.sent)
            scrollToTop()
            void onReload()
          }}
          onStale={() => void onReload()}
        />
      ))}
      <Banner tone="info" icon="file-text">
        {words.remedies}
      </Banner>
      <List>
        <ListRow icon="phone" title={words.help} onPress={callHelpLine} />
      </List>
    </View>
  )
}
