import { View } from '@tarojs/components'
import { StateChangeRequest, type LicenceForStaff, type StateChangeView } from '@zsb/shared/licence'
import { useState } from 'react'
import * as z from 'zod/mini'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { forgetDraft, useDraft } from '@/platform/draft'
import { useKeyFor } from '@/platform/key-for'
import { toApiError } from '@/platform/request'
import { Banner, Button, Card, ChoiceCard, ChoiceGroup, Dialog, DraftNote, Fact, Field, Heading } from '@/ui'
import { askForChange } from '../api'
import { changesCopy } from '../copy'
import { FIND_LICENCE_DRAFT } from './FindForm'

const UNWRITTEN = { action: '', caseNumber: '', basis: '', reason: '' }
/** What staff write about people is kept while the app runs and never on the device (R30). */
const UNSTORED = ['action', 'caseNumber', 'basis', 'reason'] as const

/** The licence as it stands, the acts its law allows from there, and what the act rests on. */
export function ChangeForm({ licence, onDone }: { licence: LicenceForStaff; onDone: (change: StateChangeView) => void }) {
  const words = useCopy(changesCopy)
  const pick = usePick()
  const { typed, type, clear, wasKept } = useDraft(`state-change.${licence.identifier}`, UNWRITTEN, { memoryOnly: UNSTORED, saved: words.draftKept })
  const { action } = typed
  const [wrong, setWrong] = useState<{ caseNumber?: string; basis?: string; reason?: string }>({})
  const [body, setBody] = useState<StateChangeRequest | null>(null)
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  const keyFor = useKeyFor()
  const move = licence.moves.find((each) => each.action === action)
  const field = (name: keyof typeof wrong) => ({ value: typed[name], onChange: type(name), error: wrong[name] })
  const check = () => {
    const parsed = z.safeParse(StateChangeRequest, {
      identifier: licence.identifier,
      action,
      ...(typed.basis.trim() && { basis: typed.basis }),
      caseNumber: typed.caseNumber,
      reason: typed.reason,
    })
    if (parsed.success) {
      setWrong({})
      return setBody(parsed.data)
    }
    const parts = new Set(parsed.error.issues.map((issue) => issue.path[0]))
    setWrong(Object.fromEntries((['caseNumber', 'basis', 'reason'] as const).filter((name) => parts.has(name)).map((name) => [name, words.wrong[name]])))
  }
  const send = async (request: StateChangeRequest) => {
    setProblem('')
    setWorking(true)
    try {
      const change = await askForChange({ body: request, key: keyFor(request) })
      clear()
      forgetDraft(FIND_LICENCE_DRAFT)
      onDone(change)
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
      setBody(null)
    }
  }
  return (
    <View className="l-stack">
      <LicenceSummary licence={licence} />
      {wasKept ? <DraftNote onClear={clear} /> : null}
      {licence.moves.length === 0 ? <Banner tone="info">{words.noMoves}</Banner> : null}
      {licence.moves.length > 0 ? <Heading level={2}>{words.actTitle}</Heading> : null}
      <ChoiceGroup label={words.actTitle}>
        {licence.moves.map((each) => (
          <ChoiceCard
            key={each.action}
            id={`move-${each.action}`}
            title={pick(each)}
            why={`${words.persons(each)}${each.reversible ? '' : ` · ${words.forGood}`}`}
            chosen={each.action === action}
            onChoose={() => type('action')(each.action)}
          />
        ))}
      </ChoiceGroup>
      {licence.moves.length > 0 ? (
        <>
          <Card>
            <View className="l-stack">
              <Field id="change-case" label={words.caseNumber} help={words.caseHelp} maxLength={60} {...field('caseNumber')} />
              <Field
                id="change-basis"
                label={words.basisLabel}
                optional
                help={move ? words.basisHelp(move.basis) : undefined}
                maxLength={120}
                {...field('basis')}
              />
              <Field id="change-reason" label={words.reason} help={words.reasonHelp} maxLength={500} {...field('reason')} />
            </View>
          </Card>
          {problem ? (
            <Banner tone="bad" live>
              {problem}
            </Banner>
          ) : null}
          <Button id="ask-change" onPress={check} loading={working} disabled={!move} disabledReason={words.choose}>
            {move?.persons === 1 ? words.ask.one : words.ask.two}
          </Button>
        </>
      ) : null}
      {move && body ? (
        <Dialog
          open
          danger={!move.reversible && move.persons === 1}
          working={working}
          title={words.confirmTitle({ action: pick(move), licence: pick(licence.licenceName) })}
          confirm={move.persons === 1 ? words.ask.one : words.ask.two}
          refuse={words.notYet}
          onConfirm={() => void send(body)}
          onRefuse={() => setBody(null)}
        >
          {move.persons === 1 ? words.confirmWhy.one(pick(move.to)) : words.confirmWhy.two()}
        </Dialog>
      ) : null}
    </View>
  )
}

function LicenceSummary({ licence }: { licence: LicenceForStaff }) {
  const words = useCopy(changesCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  return (
    <Card id="licence">
      <Heading level={2} className="t-title">
        {pick(licence.licenceName)}
      </Heading>
      <View>
        <Fact name={words.holder}>{licence.holderMasked}</Fact>
        <Fact name={words.licenceNumber}>{licence.numberMasked}</Fact>
        <Fact name={words.state}>{pick(licence.state)}</Fact>
        <Fact name={words.since}>{formatWhen(licence.stateSince, { language, now: serverNow() })}</Fact>
        <Fact name={words.issuer}>{licence.issuer}</Fact>
        <Fact name={words.identifier}>
          <View className="z-identifier">{licence.identifier}</View>
        </Fact>
      </View>
      <View className="t-note">{words.audited}</View>
    </Card>
  )
}
