import { View } from '@tarojs/components'
import type { LedgerEntry } from '@zsb/shared/ledger'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { Banner, Button, Card, Fact, FieldTags, Heading, StatusChip } from '@/ui'
import { ledgerCopy } from '../copy'

/** One line of the record: who, what for, which fields, when, and the way to complain. */
export function EntryCard({ entry, onComplain }: { entry: LedgerEntry; onComplain: () => void }) {
  const words = useCopy(ledgerCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  if (entry.kind === 'erased') return <ErasedCard entry={entry} />
  const own = entry.kind === 'reveal'
  const gathered = entry.kind === 'dataRead'
  /** Of two parents, which one. */
  const guardianOf = ({ shower }: LedgerEntry) => {
    if (!shower) return words.guardian
    return shower.isMe ? words.guardianMe : words.guardianNamed(shower.nameMasked)
  }
  return (
    <Card id={`entry-${entry.seq}`}>
      <View className="l-stack-tight">
        <View className="l-row l-between l-wrap">
          <Heading level={2}>{pick(entry.licenceName)}</Heading>
          <View className="t-note t-num">{formatWhen(entry.at, { language, now: serverNow() })}</View>
        </View>
        {own ? (
          <View>{entry.shower && !entry.shower.isMe ? words.revealFor(entry.shower.nameMasked) : words.reveal}</View>
        ) : gathered ? (
          <View>{words.gathered(pick(entry.counter))}</View>
        ) : (
          <View className="t-strong">{words.by(pick(entry.relyingParty), pick(entry.counter))}</View>
        )}
        {own || gathered ? null : (
          <View>
            <Fact name={words.scene}>{pick(entry.scene)}</Fact>
            <Fact name={words.purpose}>{pick(entry.purpose)}</Fact>
            {entry.receipt ? <Fact name={words.receipt}>{entry.receipt}</Fact> : null}
          </View>
        )}
        {own || gathered ? null : <View className="t-note">{words.saw}</View>}
        <FieldTags labels={entry.fields.map(pick)} />
        {own ? null : (
          <View className="l-row l-wrap">
            {entry.basis === 'law' ? (
              <StatusChip tone="plain" icon="scroll-text" word={words.basisLaw} />
            ) : (
              <StatusChip tone="plain" icon="circle-check" word={gathered ? words.basisGathered : words.basisConsent} />
            )}
            {entry.shownBy === 'guardian' ? <StatusChip tone="info" icon="users-round" word={guardianOf(entry)} /> : null}
          </View>
        )}
        {entry.complaint ? (
          <Banner tone={entry.complaint.state === 'answered' ? 'good' : 'info'}>
            {entry.complaint.answer ? words.answer(entry.complaint.answer) : words.sent}
          </Banner>
        ) : own ? null : (
          <Button id={`complain-${entry.seq}`} kind="danger" small icon="flag" onPress={onComplain}>
            {words.complain}
          </Button>
        )}
      </View>
    </Card>
  )
}

/** An entry of which only its place and time are left. */
function ErasedCard({ entry }: { entry: LedgerEntry }) {
  const words = useCopy(ledgerCopy)
  const language = useSpokenLanguage()
  return (
    <Card id={`entry-${entry.seq}`}>
      <View className="l-stack-tight">
        <View className="l-row l-between">
          <Heading level={2}>{words.erased}</Heading>
          <View className="t-note t-num">{formatWhen(entry.at, { language, now: serverNow() })}</View>
        </View>
        <View>{words.erasedWhy}</View>
      </View>
    </Card>
  )
}
