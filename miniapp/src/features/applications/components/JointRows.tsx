import type { JointPage } from '@zsb/shared/joint-application'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { goTo } from '@/platform/navigate'
import { List, ListRow, Section, StatusChip } from '@/ui'
import { caseCopy } from '../case-copy'

/** 一件事一次办 above the single cases: its parts stand among these as well. */
export function JointRows({ joints }: { joints: JointPage['items'] }) {
  const words = useCopy(caseCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  if (joints.length === 0) return null
  return (
    <Section id="joints" title={words.joints}>
      <List label={words.joints}>
        {joints.map(({ id, bundle, isDraft, startedAt, submittedAt }, i) => (
          <ListRow
            key={id}
            id={`joint-${i + 1}`}
            icon="list-checks"
            tone={isDraft ? 'warn' : 'accent'}
            title={pick(bundle)}
            note={submittedAt ? words.sentOn(formatDay(submittedAt, language)) : words.startedOn(formatDay(startedAt, language))}
            trailing={isDraft ? <StatusChip tone="warn" word={words.jointDraft} /> : undefined}
            onPress={() => goTo(isDraft ? ENTRANCES.jointApply : ENTRANCES.jointApplication, { id })}
          />
        ))}
      </List>
    </Section>
  )
}
