import { View } from '@tarojs/components'
import { formatPrintedNumber, type HealthPerson, type PrintedCode, type PrintedCodeView } from '@zsb/shared/health-code'
import { useState } from 'react'
import { useGuideGate } from '@/features/account'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay, formatWhen } from '@/platform/copy/dates'
import { useOneAtATime } from '@/platform/one-at-a-time'
import { openFile } from '@/platform/open-file'
import { newIdempotencyKey, toApiError } from '@/platform/request'
import { refreshResources, useResource } from '@/platform/resource'
import { Banner, Button, Card, Dialog, EmptyState, Fact, Heading, NotYet, Page, TextLink } from '@/ui'
import { askForPrinted, HEALTH_BASE, printAgain, printedPath, printedSchema, revokePrinted } from '../../api'
import { HealthGate } from '../../components/HealthGate'
import { printedCopy } from '../../printed-copy'
import '../../health.scss'

/** 打印离线码 of oneself or a child: asked for, printed again, taken back. */
export default function PrintedPage() {
  const words = useCopy(printedCopy)
  useGuideGate()
  return (
    <Page title={words.title} onReconnect={() => void refreshResources(HEALTH_BASE)}>
      <HealthGate id="printed">{({ person }) => <Printed key={person.personId} person={person} />}</HealthGate>
    </Page>
  )
}

type Asked = 'renew' | 'revoke'

/** Whether nothing had to be opened, or the phone did open it. */
const opens = (file?: PrintedCode['file']): Promise<boolean> =>
  file
    ? openFile(file).then(
        () => true,
        () => false,
      )
    : Promise.resolve(true)

function Printed({ person: { personId, name, mayPrint } }: { person: HealthPerson }) {
  const words = useCopy(printedCopy)
  const pick = usePick()
  const list = useResource(mayPrint ? printedPath(personId) : null, { schema: printedSchema, asSelf: true })
  const [said, say] = useState<{ tone: 'good' | 'bad'; text: string } | null>(null)
  const [working, setWorking] = useState(false)
  const [asked, ask] = useState<Asked | null>(null)
  const oneAtATime = useOneAtATime()
  const actOnce = async (work: () => Promise<PrintedCode | unknown>, done: string) => {
    say(null)
    setWorking(true)
    try {
      const made = (await work()) as Partial<PrintedCode> | undefined
      const isOpen = await opens(made?.file)
      say(isOpen ? { tone: 'good', text: done } : { tone: 'bad', text: words.unopened })
    } catch (cause) {
      say({ tone: 'bad', text: pick(toApiError(cause)) })
    } finally {
      setWorking(false)
      ask(null)
      void list.reload()
    }
  }
  const act = (work: () => Promise<PrintedCode | unknown>, done: string) => oneAtATime(() => actOnce(work, done))
  if (!mayPrint)
    return (
      <EmptyState icon="file-text" title={words.notFor(name)} sentence={words.notForWhy}>
        <View className="t-note t-centre">{words.whoElse}</View>
      </EmptyState>
    )
  if (!list.data) return <NotYet of={list} rows={3} />
  const [code] = list.data.items
  const print = () => void act(() => askForPrinted(personId, newIdempotencyKey()), words.opened)
  return (
    <View className="l-stack">
      <View>
        <Heading level={1} className="t-title">
          {words.lead}
        </Heading>
        <View className="t-note">{words.why}</View>
      </View>
      {said ? (
        <Banner tone={said.tone} live>
          {said.text}
        </Banner>
      ) : null}
      {code ? (
        <Living code={code} working={working} onAgain={() => void act(() => printAgain({ id: code.id, personId }), words.opened)} onAsk={ask} />
      ) : (
        <Button id="print-code" icon="file-text" onPress={print} loading={working} loadingText={words.asking}>
          {words.ask}
        </Button>
      )}
      <Dialog
        open={asked !== null && code !== undefined}
        title={asked === 'renew' ? words.renewAsk : words.revokeAsk}
        confirm={asked === 'renew' ? words.renew : words.revoke}
        refuse={words.keep}
        onConfirm={() => (asked === 'renew' ? print() : code && void act(() => revokePrinted({ id: code.id, personId }), words.revoked))}
        onRefuse={() => ask(null)}
        working={working}
        danger={asked === 'revoke'}
      >
        {asked === 'renew' ? words.renewWhy : words.revokeWhy}
      </Dialog>
    </View>
  )
}

function Living({ code, working, onAgain, onAsk }: { code: PrintedCodeView; working: boolean; onAgain: () => void; onAsk: (what: Asked) => void }) {
  const words = useCopy(printedCopy)
  const language = useSpokenLanguage()
  return (
    <Card id="printed-living">
      <View className="l-stack">
        <Heading level={2} className="t-head">
          {words.has}
        </Heading>
        <View>
          <Fact name={words.number}>{formatPrintedNumber(code.number)}</Fact>
          <Fact name={words.issued}>{`${formatWhen(code.issuedAt, { language, now: serverNow() })} · ${words.channel[code.channel]}`}</Fact>
          <Fact name={words.validTo}>{formatDay(code.validTo, language)}</Fact>
        </View>
        <Button id="print-again" icon="file-text" onPress={onAgain} loading={working} loadingText={words.asking}>
          {words.again}
        </Button>
        <Button id="print-renew" kind="quiet" onPress={() => onAsk('renew')} disabled={working}>
          {words.renew}
        </Button>
        <TextLink id="print-revoke" onPress={() => onAsk('revoke')}>
          {words.revoke}
        </TextLink>
      </View>
    </Card>
  )
}
