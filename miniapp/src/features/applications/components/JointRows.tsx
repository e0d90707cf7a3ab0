import { JOINT_STATE_WORDS, type JointPage } from '@zsb/shared/joint-application'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { goTo } from '@/platform/navigate'
import { List, ListRow, Section, StatusChip } from '@/ui'
import { caseCopy } from '../case-copy'
import { TONE_OF_JOINT } from '../joint-tone'

/** 一件事一次办 above the single cases: its parts stand among these as well. */
export function JointRows({ joints }: { joints: JointPage['items'] }) {
  const words = useCopy(caseCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  if (joints.length === 0) return null
  return (
    <Section id="joints" title={words.joints}>
      <List label={words.joints}>
        {joints.map(({ id, bundle, isDraft, state, isWithdrawn, startedAt, submittedAt }, i) => (
          <ListRow
            key={id}
            id={`joint-${i + 1}`}
            icon="list-checks"
            tone={isDraft || state === 'awaitingDecision' ? 'warn' : 'accent'}
            title={pick(bundle)}
            note={submittedAt ? words.sentOn(formatDay(submittedAt, language)) : words.startedOn(formatDay(startedAt, language))}
            trailing={
              isWithdrawn ? (
                <StatusChip tone="plain" word={words.jointWithdrawn} />
              ) : state ? (
                <StatusChip tone={TONE_OF_JOINT[state]} word={pick(JOINT_STATE_WORDS[state])} />
              ) : (
                <StatusChip tone="warn" word={words.jointDraft} />
              )
            }
            onPress={() => goTo(isDraft ? ENTRANCES.jointApply : ENTRANCES.jointApplication, { id })}
          />
        ))}
      </List>
    </Section>
  )
}
