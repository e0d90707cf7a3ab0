import { View } from '@tarojs/components'
import type { LicenceView } from '@zsb/shared/licence'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay, formatWhen } from '@/platform/copy/dates'
import { Card, Fact, List, ListRow, Section, StatusChip } from '@/ui'
import { detailCopy } from '../detail-copy'

/** State, dates and identifier, as the library has them. */
export function LicenceFacts({ licence }: { licence: LicenceView }) {
  const words = useCopy(detailCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const day = (when: string) => formatDay(when, language)
  return (
    <Section title={words.facts}>
      <Card>
        <Fact name={words.state}>{pick(licence.legalWord)}</Fact>
        <Fact name={words.since}>{day(licence.stateSince)}</Fact>
        {licence.basis ? <Fact name={words.basis}>{licence.basis}</Fact> : null}
        <Fact name={words.validity}>{licence.validToDay ? day(licence.validToDay) : words.forever}</Fact>
        {licence.issuedOn ? <Fact name={words.issuedOn}>{day(licence.issuedOn)}</Fact> : null}
        <Fact name={words.issuer}>{licence.issuer}</Fact>
        <Fact name={words.asOf}>{formatWhen(licence.statusAsOf, { language, now: serverNow() })}</Fact>
        <Fact name={words.identifier}>{licence.identifier}</Fact>
      </Card>
    </Section>
  )
}

/** What was reported wrong, with the department's answer. */
export function Reports({ licence }: { licence: LicenceView }) {
  const words = useCopy(detailCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  if (licence.reports.length === 0) return null
  const nameOf = (code: string | null) => {
    const field = licence.fields.find((each) => each.code === code)
    return field ? pick(field) : words.whole
  }
  return (
    <Section title={words.reports}>
      <List>
        {licence.reports.map((report) => (
          <ListRow
            key={report.id}
            icon="message-square-text"
            tone={report.state === 'open' ? 'warn' : 'good'}
            title={nameOf(report.field)}
            note={report.answer ?? formatWhen(report.at, { language, now: serverNow() })}
            trailing={
              <StatusChip
                tone={report.outcome ? 'good' : 'info'}
                icon={report.outcome ? undefined : 'hourglass'}
                word={report.outcome ? words.reportAnswered[report.outcome] : words.reportOpen}
              />
            }
          />
        ))}
      </List>
    </Section>
  )
}

/** 变更履历, newest first. */
export function History({ licence }: { licence: LicenceView }) {
  const words = useCopy(detailCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  if (licence.history.length === 0) return null
  return (
    <Section title={words.history}>
      <List>
        {licence.history.map((entry) => (
          <ListRow
            key={`${entry.revision}-${entry.at}`}
            icon="history"
            tone="plain"
            title={words.historyLine(pick(entry.action), pick(entry.state))}
            note={
              <>
                <View>{formatDay(entry.at, language)}</View>
                {entry.basis ? <View>{entry.basis}</View> : null}
              </>
            }
          />
        ))}
      </List>
    </Section>
  )
}
