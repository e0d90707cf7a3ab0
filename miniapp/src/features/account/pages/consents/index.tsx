import { View } from '@tarojs/components'
import type { Me } from '@zsb/shared/holder'
import type { ConsentPage, ConsentView, PrivacyGuideView } from '@zsb/shared/privacy'
import { useState } from 'react'
import { decideGuide, GuideSheet, guidePath, guideSchema } from '@/features/sign-in'
import { useCopy, usePick } from '@/platform/copy'
import { useEarlier } from '@/platform/earlier'
import { toApiError } from '@/platform/request'
import { useResource } from '@/platform/resource'
import { Banner, Dialog, EmptyState, List, ListRow, MoreButton, NotYet, Page, Section } from '@/ui'
import { consentsPath, consentsSchema, fetchEarlier, withdrawConsent } from '../../api'
import { ConsentCard, usePurposeName } from '../../components/ConsentCard'
import { SubjectChoice } from '../../components/SubjectChoice'
import { privacyCopy } from '../../privacy-copy'
import { mePath, meSchema } from '../../start-api'

export default function ConsentsPage() {
  const words = useCopy(privacyCopy)
  const pick = usePick()
  const purposeName = usePurposeName()
  const me = useResource<Me>(mePath, { schema: meSchema, asSelf: true })
  const guide = useResource<PrivacyGuideView>(guidePath, { schema: guideSchema, open: true })
  const first = useResource<ConsentPage>(consentsPath, { schema: consentsSchema })
  const { items, earlier, forget } = useEarlier(first.data, fetchEarlier)
  const [reading, setReading] = useState(false)
  const [about, ask] = useState<ConsentView | null>(null)
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)

  const run = async (work: () => Promise<unknown>) => {
    setProblem('')
    setWorking(true)
    try {
      await work()
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
    }
  }
  const decide = (decision: 'agree' | 'decline') =>
    run(async () => {
      setReading(false)
      await decideGuide({ version: guide.data?.version ?? 0, decision })
      await me.reload()
    })
  const withdraw = () =>
    run(async () => {
      if (about) await withdrawConsent(about.id).finally(() => ask(null))
      forget()
      await first.reload()
    })
  const version = me.data?.privacyGuideVersion ?? null
  return (
    <Page
      title={words.title}
      onReconnect={() => void first.reload()}
      over={
        <>
          {guide.data ? (
            <GuideSheet open={reading} guide={guide.data} onClose={() => setReading(false)} onDecide={(decision) => void decide(decision)} />
          ) : null}
          <Dialog
            open={about !== null}
            title={about ? words.withdrawAsk(purposeName(about.purpose)) : ''}
            confirm={words.withdrawDo}
            refuse={words.withdrawNot}
            onConfirm={() => void withdraw()}
            onRefuse={() => ask(null)}
            danger
            working={working}
          >
            {words.withdrawWhy}
          </Dialog>
        </>
      }
    >
      <View className="l-stack">
        {problem ? (
          <Banner tone="bad" live>
            {problem}
          </Banner>
        ) : null}
        <List>
          <ListRow
            id="consent-guide"
            icon="file-text"
            title={words.guide}
            note={me.data ? (version === null ? words.guideNot : words.guideAgreed(version)) : undefined}
            onPress={guide.data ? () => setReading(true) : undefined}
          />
        </List>
        <SubjectChoice />
        <Section title={words.consents}>
          {first.data ? (
            items.length > 0 ? (
              <View className="l-stack">
                {items.map((consent, index) => (
                  <ConsentCard key={consent.id} id={`consent-${index + 1}`} consent={consent} onWithdraw={() => ask(consent)} />
                ))}
                <MoreButton earlier={earlier} />
              </View>
            ) : (
              <EmptyState icon="shield-check" title={words.empty} sentence={words.emptyWhy} />
            )
          ) : (
            <NotYet of={first} rows={3} />
          )}
        </Section>
      </View>
    </Page>
  )
}
