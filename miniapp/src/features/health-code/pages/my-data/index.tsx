import { View } from '@tarojs/components'
import type { HealthDataView, HeldItem, HeldKind } from '@zsb/shared/health-code'
import { useState } from 'react'
import { useGuideGate } from '@/features/account'
import { IdentityGate, useIsConfirmed } from '@/features/sign-in'
import { copyText } from '@/platform/clipboard'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay, formatTime, formatWhen } from '@/platform/copy/dates'
import { useHandIn } from '@/platform/hand-in'
import { refreshResources, useResource } from '@/platform/resource'
import { Banner, Button, Card, Dialog, ErrorState, Fact, Heading, Page, Segmented, Skeleton } from '@/ui'
import { eraseHeld, HELD_BASE, heldPath, heldSchema, toText } from '../../held'
import { heldCopy } from '../../held-copy'
import '../../health.scss'

/** 我的健康数据: all that is held about oneself or a child, why, until when, who saw it; to be taken along, and erased where no rule needs it. */
export default function HealthDataPage() {
  const words = useCopy(heldCopy)
  useGuideGate()
  return (
    <Page title={words.title} onReconnect={() => void refreshResources(HELD_BASE)}>
      <IdentityGate id="health-data" icon="eye" signInFirst={words.signInFirst} why={words.whySignIn}>
        <Own />
      </IdentityGate>
    </Page>
  )
}

function Own() {
  const words = useCopy(heldCopy)
  const [chosen, choose] = useState<string | null>(null)
  const { data, error, reload } = useResource<HealthDataView>(useIsConfirmed() ? heldPath(chosen) : null, { schema: heldSchema, asSelf: true })
  if (!data) return error ? <ErrorState error={error} onRetry={reload} /> : <Skeleton rows={4} />
  return (
    <View className="l-stack">
      {data.persons.length > 1 ? (
        <Segmented
          id="whose"
          label={words.whose}
          options={data.persons.map(({ personId, name }) => ({ value: personId, label: name }))}
          value={data.person.personId}
          onChange={choose}
        />
      ) : null}
      <View>{words.lead}</View>
      {data.kinds.map((kind) => (
        <Kind key={kind.kind} kind={kind} personId={data.person.personId} />
      ))}
      <Readers readers={data.readers} />
      <Export held={data} />
    </View>
  )
}

function Kind({ kind, personId }: { kind: HeldKind; personId: string }) {
  const words = useCopy(heldCopy)
  const pick = usePick()
  return (
    <Card id={`held-${kind.kind}`}>
      <Heading level={2}>{pick(kind)}</Heading>
      <Fact name={words.purpose}>{pick(kind.purpose)}</Fact>
      <Fact name={words.basis}>{pick(kind.basis)}</Fact>
      <Fact name={words.kept}>{words.keptDays(kind.keptDays)}</Fact>
      {kind.items.length === 0 ? <View className="t-note">{words.nothing}</View> : null}
      {kind.items.map((item) => (
        <Item key={item.id} item={item} personId={personId} />
      ))}
    </Card>
  )
}

function Item({ item: { id, at, title, lines, erasedOn, mayErase, why }, personId }: { item: HeldItem; personId: string }) {
  const words = useCopy(heldCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const [asking, ask] = useState(false)
  const { working, problem, send } = useHandIn(eraseHeld, () => void refreshResources(HELD_BASE))
  return (
    <View id={`held-item-${id}`} className="z-reason">
      <View className="t-strong">{pick(title)}</View>
      <View className="t-note">{`${formatWhen(at, { language, now: serverNow() })} · ${words.erasedOn(formatDay(erasedOn, language))}`}</View>
      {lines.map(({ label, text }) => (
        <View key={label.zh} className="t-note">{`${pick(label)}: ${pick(text)}`}</View>
      ))}
      {why ? <View className="t-note">{pick(why)}</View> : null}
      {problem ? (
        <Banner tone="bad" live>
          {pick(problem)}
        </Banner>
      ) : null}
      {mayErase ? (
        <Button id={`erase-${id}`} kind="quiet" small loading={working} onPress={() => ask(true)}>
          {words.erase}
        </Button>
      ) : null}
      <Dialog
        open={asking}
        title={words.eraseAsk}
        confirm={words.erase}
        refuse={words.keep}
        onConfirm={() => {
          ask(false)
          void send({ personId, declarationId: id })
        }}
        onRefuse={() => ask(false)}
      >
        {words.eraseWhy}
      </Dialog>
    </View>
  )
}

function Readers({ readers }: Pick<HealthDataView, 'readers'>) {
  const words = useCopy(heldCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  return (
    <Card id="held-readers">
      <Heading level={2}>{words.readers}</Heading>
      {readers.length === 0 ? <View className="t-note">{words.noReaders}</View> : null}
      {readers.map(({ at, who, what }) => (
        <View key={`${at} ${what.zh}`} className="z-reason">
          <View>{pick(what)}</View>
          <View className="t-note">{`${formatWhen(at, { language, now: serverNow() })} · ${pick(who)}`}</View>
        </View>
      ))}
    </Card>
  )
}

/** To take along: as text to be read, and as JSON for whatever else. */
function Export({ held }: { held: HealthDataView }) {
  const words = useCopy(heldCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const [copied, say] = useState(false)
  const copy = (text: string) => void copyText(text).then(say)
  const day = (date: string) => formatDay(date, language)
  const when = (instant: string) => `${day(instant)} ${formatTime(instant)}`
  return (
    <Card id="held-export">
      <Heading level={2}>{words.export}</Heading>
      <View className="t-note">{words.exportWhy}</View>
      <View className="t-note">{words.takenAt(formatWhen(held.at, { language, now: serverNow() }))}</View>
      {copied ? (
        <Banner tone="good" live>
          {words.copied}
        </Banner>
      ) : null}
      <View className="l-pair">
        <Button id="export-text" kind="quiet" onPress={() => copy(toText(held, { pick, words, when, day }))}>
          {words.copyText}
        </Button>
        <Button id="export-json" kind="quiet" onPress={() => copy(JSON.stringify(held, null, 2))}>
          {words.copyJson}
        </Button>
      </View>
    </Card>
  )
}
