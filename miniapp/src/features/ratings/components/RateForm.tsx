import { View } from '@tarojs/components'
import { isBadRating, type CaseRatings, type RatedStage } from '@zsb/shared/rating'
import { useState } from 'react'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { useDraft } from '@/platform/draft'
import { useKeyFor } from '@/platform/key-for'
import { useOneAtATime } from '@/platform/one-at-a-time'
import { toApiError } from '@/platform/request'
import { showField } from '@/platform/show-field'
import { Banner, Button, Card, ChoiceCard, ChoiceGroup, DraftNote, Field, Heading, TextLink, useDraftSaved } from '@/ui'
import { changeRating, giveRating, isStale } from '../api'
import { rateCopy } from '../copy'
import { chooseLevel, chosenOf, keepChosen, NOTHING_CHOSEN, optionsOf, readChosen, toggleOption, toneOfLevel, type Chosen } from '../rate.flow'

const EMPTY = { chosen: '' }

interface Props {
  ratings: Pick<CaseRatings, 'applicationId' | 'callBackWithinDays'>
  stage: RatedStage
  onSent: (sentence: string) => void
  onStale: () => void
  /** Leaves what was given as it is. */
  onKeep?: () => void
}

/** A rating of one stage, to be given or changed: the level, what belongs to it, and a few words. What was chosen stays until it is sent. */
export function RateForm({ ratings: { applicationId: id, callBackWithinDays }, stage, onSent, onStale, onKeep }: Props) {
  const words = useCopy(rateCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const { typed, type, clear, wasKept } = useDraft(`rating.${id}.${stage.code}`, EMPTY, { saved: useDraftSaved() })
  const [problem, setProblem] = useState('')
  const [missing, setMissing] = useState(false)
  const [working, setWorking] = useState(false)
  const keyFor = useKeyFor()
  const oneAtATime = useOneAtATime()
  const { rating } = stage
  const chosen = readChosen(typed.chosen) ?? (rating ? chosenOf(rating) : NOTHING_CHOSEN)
  const choose = (next: Chosen) => type('chosen')(keepChosen(next))
  const { level, options, text } = chosen
  const sendOnce = async () => {
    if (!level) {
      setMissing(true)
      return showField(`level-${stage.levels[0]?.level}`)
    }
    setProblem('')
    setWorking(true)
    const body = { stage: stage.code, level, options: [...options], text: text.trim() }
    try {
      if (rating) await changeRating({ id, body: { ...body, version: rating.version } })
      else await giveRating({ id, body, key: keyFor(body) })
      clear()
      onSent(rating ? words.changed : words.sent)
    } catch (cause) {
      const error = toApiError(cause)
      setProblem(pick(error))
      if (isStale(error)) onStale()
    } finally {
      setWorking(false)
    }
  }
  const called = rating?.callBack?.state
  // A bad rating is called back once; one made better is called back all the same.
  const follows = called === 'answered' ? '' : level && isBadRating(level) ? words.willCall(callBackWithinDays) : called === 'open' ? words.stillCalled : ''
  const asks = { good: words.good, info: words.fair, bad: words.bad }
  return (
    <Card id={`rate-${stage.code}`}>
      <View>
        <Heading level={2}>{pick(stage)}</Heading>
        <View className="t-note">
          {rating ? words.changeUntil(formatDay(rating.changeUntil, language)) : words.rateUntil(formatDay(stage.rateUntil, language))}
        </View>
      </View>
      {wasKept ? <DraftNote onClear={clear} /> : null}
      <View className="t-strong">{words.how}</View>
      <ChoiceGroup label={words.how}>
        {stage.levels.map((each) => (
          <ChoiceCard
            key={each.level}
            id={`level-${each.level}`}
            title={pick(each)}
            chosen={level === each.level}
            onChoose={() => choose(chooseLevel(chosen, each.level, stage))}
          />
        ))}
      </ChoiceGroup>
      {missing && !level ? (
        <Banner tone="bad" live>
          {words.levelFirst}
        </Banner>
      ) : null}
      {level ? (
        <>
          <View className="t-strong">{asks[toneOfLevel(level)]}</View>
          <ChoiceGroup label={asks[toneOfLevel(level)]} kind="checkbox">
            {optionsOf(level, stage).map((option) => (
              <ChoiceCard
                key={option.code}
                id={`option-${option.code}`}
                kind="checkbox"
                title={pick(option)}
                chosen={options.includes(option.code)}
                onChoose={() => choose(toggleOption(chosen, option.code))}
              />
            ))}
          </ChoiceGroup>
        </>
      ) : null}
      <Field
        id="rating-text"
        lines
        optional
        label={words.text}
        help={words.textHelp}
        maxLength={500}
        value={text}
        onChange={(value) => choose({ ...chosen, text: value })}
      />
      {level && follows ? (
        <Banner tone="info" icon="phone">
          {follows}
        </Banner>
      ) : null}
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
      <Button id="send-rating" onPress={() => void oneAtATime(sendOnce)} loading={working}>
        {rating ? words.saveChange : words.send}
      </Button>
      {onKeep ? (
        <TextLink
          id="keep-rating"
          onPress={() => {
            clear()
            onKeep()
          }}
        >
          {words.keep}
        </TextLink>
      ) : null}
    </Card>
  )
}
