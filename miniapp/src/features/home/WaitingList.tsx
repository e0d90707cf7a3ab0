import { markRead } from '@/features/inbox'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { goTo } from '@/platform/navigate'
import { List, ListRow, Section, Skeleton, StatusChip } from '@/ui'
import { homeCopy } from './copy'
import type { Waiting } from './waiting'

export interface WaitingListProps {
  waiting: readonly Waiting[]
  /** Whether all was asked and answered: `asking` knows not yet, `lost` got no answer. */
  known: 'all' | 'asking' | 'lost'
  onRetry: () => void
}

/** 待我处理. That nothing waits is said when it is known, and only then. */
export function WaitingList({ waiting, known, onRetry }: WaitingListProps) {
  const words = useCopy(homeCopy)
  if (known === 'asking' && waiting.length === 0)
    return (
      <Section title={words.waiting} id="home-waiting">
        <Skeleton rows={1} />
      </Section>
    )
  return (
    <Section title={words.waiting} aside={waiting.length > 0 ? words.count(waiting.length) : undefined} id="home-waiting">
      <List>
        {known === 'all' && waiting.length === 0 ? <ListRow icon="circle-check" tone="plain" title={words.nothingWaiting} /> : null}
        {known === 'lost' ? <ListRow id="home-lost" icon="refresh-cw" tone="warn" title={words.lost} note={words.lostWhy} onPress={onRetry} /> : null}
        {waiting.map((each, index) => (
          <WaitingRow key={`${each.kind}-${index}`} waiting={each} />
        ))}
      </List>
    </Section>
  )
}

function WaitingRow({ waiting }: { waiting: Waiting }) {
  const words = useCopy(homeCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  switch (waiting.kind) {
    case 'realName':
    case 'proof':
      return (
        <ListRow
          id="home-real-name"
          icon="user-round-check"
          tone="warn"
          title={waiting.kind === 'proof' ? words.proof : words.realName}
          note={waiting.kind === 'proof' ? words.proofWhy : words.realNameWhy}
          onPress={hasPage(ENTRANCES.realName) ? () => goTo(ENTRANCES.realName) : undefined}
        />
      )
    case 'application': {
      const { id, status, item } = waiting.application
      const isDraft = status === 'draft'
      return (
        <ListRow
          id={`home-case-${id}`}
          icon="file-text"
          tone="warn"
          title={pick(item)}
          note={isDraft ? words.draftWhy : words.supplementWhy}
          trailing={<StatusChip tone="warn" word={isDraft ? words.draft : words.supplement} />}
          onPress={() => goTo(isDraft ? ENTRANCES.apply : ENTRANCES.application, { id })}
        />
      )
    }
    case 'consent': {
      const { id, bundle, lastDay } = waiting.request
      return (
        <ListRow
          id={`home-consent-${id}`}
          icon="user-round-check"
          tone="warn"
          title={pick(bundle)}
          note={words.consentBy(formatDay(lastDay, language))}
          trailing={<StatusChip tone="warn" word={words.consent} />}
          onPress={() => goTo(ENTRANCES.jointConsent, { id })}
        />
      )
    }
    case 'joint': {
      const { id, bundle, isDraft } = waiting.joint
      return (
        <ListRow
          id={`home-joint-${id}`}
          icon="list-checks"
          tone="warn"
          title={pick(bundle)}
          note={isDraft ? words.draftWhy : words.decideWhy}
          trailing={<StatusChip tone="warn" word={isDraft ? words.draft : words.decide} />}
          onPress={() => goTo(isDraft ? ENTRANCES.jointApply : ENTRANCES.jointApplication, { id })}
        />
      )
    }
    case 'expiring':
    case 'ended': {
      const { licence } = waiting
      const chip = waiting.kind === 'ended' ? pick(licence.legalWord) : words.daysLeft(waiting.daysLeft)
      return (
        <ListRow
          id={`home-${waiting.kind}-${licence.type}`}
          icon="calendar-clock"
          tone="warn"
          title={pick(licence.name)}
          note={licence.validToDay ? words.validTo(formatDay(licence.validToDay, language)) : undefined}
          trailing={<StatusChip tone="warn" word={chip} />}
          onPress={hasPage(ENTRANCES.licence) ? () => goTo(ENTRANCES.licence, { id: licence.id }) : undefined}
        />
      )
    }
    case 'answered':
      return (
        <ListRow
          id="home-answered"
          icon="message-square-text"
          tone="good"
          title={words.answered}
          note={words.answeredWhy}
          onPress={() => goTo(ENTRANCES.inbox)}
        />
      )
    case 'newDevice': {
      const look = () => {
        void markRead(waiting.notice.id).catch(() => undefined)
        goTo(ENTRANCES.sessions)
      }
      return <ListRow id="home-new-device" icon="smartphone" tone="warn" title={words.newDevice} note={words.newDeviceWhy} onPress={look} />
    }
  }
}
