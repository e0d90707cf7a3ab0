import { View } from '@tarojs/components'
import { PublishedProofs, type ErasureProof, type PublishedProof } from '@zsb/shared/health-code'
import { useState } from 'react'
import { copyText } from '@/platform/clipboard'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay, formatWhen } from '@/platform/copy/dates'
import { parserOf } from '@/platform/parser'
import { useResource } from '@/platform/resource'
import { Banner, Button, Card, EmptyState, ErrorState, Fact, Heading, Page, Skeleton } from '@/ui'
import { HEALTH_BASE } from '../../api'
import { proofCopy } from '../../proof-copy'

const LOOK_EVERY_SECONDS = 3
const schema = parserOf(PublishedProofs)

/** 销毁证明: what was erased after the health code ended, for everybody, signed in or not. */
export default function ProofPage() {
  const words = useCopy(proofCopy)
  const proofs = useResource<PublishedProofs>(`${HEALTH_BASE}/erasure-proofs`, {
    schema,
    open: true,
    // It follows the end within seconds.
    everySeconds: (shown) => (shown?.items.length === 0 ? LOOK_EVERY_SECONDS : 0),
  })
  return (
    <Page title={words.title} onReconnect={() => void proofs.reload()}>
      {!proofs.data ? (
        proofs.error ? (
          <ErrorState error={proofs.error} onRetry={proofs.reload} />
        ) : (
          <Skeleton rows={4} />
        )
      ) : proofs.data.items.length === 0 ? (
        <EmptyState icon="shield-check" title={words.none} sentence={words.noneWhy} />
      ) : (
        <View className="l-stack">
          <View>{words.lead}</View>
          {proofs.data.items.map((each) => (
            <Proof key={each.id} published={each} />
          ))}
        </View>
      )}
    </Page>
  )
}

function Proof({ published: { proof, token } }: { published: PublishedProof }) {
  const words = useCopy(proofCopy)
  const language = useSpokenLanguage()
  const when = (at: string) => formatWhen(at, { language, now: serverNow() })
  const { documentNumber, switchedOffAt, erasedAt, no } = proof
  return (
    <View className="l-stack" id={`proof-${no}`}>
      <Card>
        <Heading level={2} className="t-title">
          {words.by(documentNumber)}
        </Heading>
        <Fact name={words.off}>{when(switchedOffAt)}</Fact>
        <Fact name={words.erased}>{when(erasedAt)}</Fact>
      </Card>
      <Kinds proof={proof} />
      <Kept proof={proof} />
      <Verify proof={proof} token={token} />
    </View>
  )
}

function Kinds({ proof: { kinds, later } }: { proof: ErasureProof }) {
  const words = useCopy(proofCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  return (
    <>
      <Card id="proof-kinds">
        <Heading level={2}>{words.what}</Heading>
        {kinds.map(({ kind, texts, periods, ...counted }) => (
          <Fact key={kind} name={pick(counted)}>
            <View className="t-strong">{words.count(counted)}</View>
            {texts > 0 ? <View className="t-note">{words.texts(texts)}</View> : null}
            {periods.map((each) => (
              <View key={each.period} className="t-note">
                {words.range(each)}
              </View>
            ))}
          </Fact>
        ))}
      </Card>
      {later.length > 0 ? (
        <Card>
          <Heading level={2}>{words.later}</Heading>
          {later.map(({ kind, dueOn, ...name }) => (
            <Fact key={kind} name={pick(name)}>
              {words.laterOn(formatDay(dueOn, language))}
            </Fact>
          ))}
        </Card>
      ) : null}
    </>
  )
}

function Kept({ proof: { kept } }: { proof: ErasureProof }) {
  const words = useCopy(proofCopy)
  const pick = usePick()
  return (
    <Card id="proof-kept">
      <Heading level={2}>{words.kept}</Heading>
      {kept.map(({ what, why }) => (
        <View key={what.zh}>
          <View>{pick(what)}</View>
          <View className="t-note">{pick(why)}</View>
        </View>
      ))}
    </Card>
  )
}

function Verify({ proof: { chain }, token }: { proof: ErasureProof; token: string }) {
  const words = useCopy(proofCopy)
  const [copied, say] = useState(false)
  return (
    <Card id="proof-verify">
      <Heading level={2}>{words.verify}</Heading>
      <Fact name={words.chain}>{words.chainOf(chain)}</Fact>
      <View className="t-note">{words.how}</View>
      {copied ? (
        <Banner tone="good" live>
          {words.copied}
        </Banner>
      ) : null}
      <Button id="copy-proof" kind="quiet" onPress={() => void copyText(token).then(say)}>
        {words.copy}
      </Button>
    </Card>
  )
}
