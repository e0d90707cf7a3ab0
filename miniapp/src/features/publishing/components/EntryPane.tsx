import { View } from '@tarojs/components'
import type { ContentEntry, PublicationView } from '@zsb/shared/content'
import { useState } from 'react'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { useKeyFor } from '@/platform/key-for'
import { toApiError } from '@/platform/request'
import { Banner, BottomSheet, Button, Card, Fact, Field, Heading, StatusChip, TextLink, type Tone } from '@/ui'
import { handInRollBack, readFile } from '../api'
import { publishingCopy } from '../copy'
import { asNext, nextVersion, rollBackFrom } from '../publishing.flow'
import { BundleGraph } from './BundleGraph'

const TONES: Record<ContentEntry['versions'][number]['state'], Tone> = {
  inForce: 'good',
  waiting: 'warn',
  replaced: 'plain',
  retired: 'plain',
  notSigned: 'bad',
}

interface Props {
  entry: ContentEntry
  /** Its newest file, with the next number. */
  onEdit: (text: string) => void
  onSent: (publication: PublicationView) => void
}

/** One code: its versions, the beginning of a new one, and the way back. */
export function EntryPane({ entry, onEdit, onSent }: Props) {
  const words = useCopy(publishingCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const [asking, ask] = useState(false)
  const [reason, setReason] = useState('')
  const [working, setWorking] = useState<'edit' | 'rollBack' | 'graph' | null>(null)
  const [drawn, draw] = useState<{ version: number; text: string } | null>(null)
  const [problem, setProblem] = useState('')
  const keyFor = useKeyFor()
  const { kind, code, versions } = entry
  const newest = rollBackFrom(versions)
  const during = async (what: 'edit' | 'rollBack' | 'graph', work: () => Promise<void>) => {
    setProblem('')
    setWorking(what)
    try {
      await work()
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(null)
    }
  }
  const edit = () =>
    during('edit', async () => {
      const from = versions.find(({ state }) => state === 'inForce') ?? versions[0]!
      const { text } = await readFile({ kind, code, version: from.version })
      onEdit(asNext(text, nextVersion(versions)))
    })
  const see = (version: number) =>
    during('graph', async () => {
      const { text } = await readFile({ kind, code, version })
      draw({ version, text })
    })
  const rollBack = () => {
    ask(false)
    void during('rollBack', async () => {
      const body = { kind, code, version: newest!, reason: reason.trim() }
      onSent(await handInRollBack({ body, key: keyFor(body) }))
    })
  }
  return (
    <View className="l-stack">
      <Card id="content-entry">
        <Heading level={2} className="t-title">
          {entry.name ? pick(entry.name) : code}
        </Heading>
        <Fact name={words.code}>{code}</Fact>
        <View className="t-strong">{words.versions}</View>
        {versions.map(({ version, state, effectiveFrom }) => (
          <View key={version} className="l-row l-between z-version">
            <View>
              <View>{words.nth(version)}</View>
              <View className="t-note">{words.from(formatDay(effectiveFrom, language))}</View>
              {kind === 'bundle' ? (
                <TextLink id={`graph-${version}`} onPress={() => void see(version)}>
                  {words.graph(version)}
                </TextLink>
              ) : null}
            </View>
            <StatusChip tone={TONES[state]} word={words.states[state]} />
          </View>
        ))}
      </Card>
      {drawn ? <BundleGraph text={drawn.text} version={drawn.version} /> : null}
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
      <View className="z-both">
        {newest === null ? null : (
          <Button id="roll-back" kind="danger" onPress={() => ask(true)} loading={working === 'rollBack'}>
            {words.rollBack}
          </Button>
        )}
        <Button id="edit-content" onPress={() => void edit()} loading={working === 'edit'}>
          {words.edit}
        </Button>
      </View>
      <BottomSheet id="roll-back-sheet" open={asking} title={words.rollBackTitle(newest ?? 0)} onClose={() => ask(false)}>
        <View className="t-note">{words.rollBackWhy}</View>
        <Field id="roll-back-reason" label={words.reason} help={words.reasonHelp} maxLength={500} value={reason} onChange={setReason} />
        <Button id="send-roll-back" kind="danger" disabled={reason.trim().length < 5} disabledReason={words.reasonWrong} onPress={rollBack}>
          {words.rollBackSend}
        </Button>
      </BottomSheet>
    </View>
  )
}
