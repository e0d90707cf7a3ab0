import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { CaseObjections } from '@zsb/shared/objection'
import { useState } from 'react'
import { OwnCase, useOwnCase } from '@/features/applications'
import { useCopy, usePick } from '@/platform/copy'
import { callHelpLine } from '@/platform/phone'
import { scrollToTop } from '@/platform/scroll'
import { Banner, EmptyState, Heading, List, ListRow, Page } from '@/ui'
import { Decision } from '../../components/Decision'
import { objectionsPath, objectionsSchema } from '../../api'
import { objectionCopy } from '../../copy'

/** 异议: decisions of a case that went against her, the form to object, and what became of it; the ways of the law stand beside it. */
export default function ObjectionPage() {
  const words = useCopy(objectionCopy)
  const { id = '' } = useRouter().params
  const found = useOwnCase<CaseObjections>(id ? objectionsPath(id) : null, objectionsSchema)
  return (
    <Page title={words.title} onReconnect={() => void found.reload()}>
      <OwnCase id="objection" icon="flag" signInFirst={words.signInFirst} why={words.whySignIn} isNamed={id !== ''} found={found}>
        {(objections) => <Objections objections={objections} onReload={found.reload} />}
      </OwnCase>
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
