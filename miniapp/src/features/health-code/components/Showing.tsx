import { HEALTH_CODE_LIFE_SECONDS, type ColourView, type HealthCodeView, type HealthColour } from '@zsb/shared/health-code'
import { useState } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, useSpokenLanguage } from '@/platform/copy'
import { formatDay, formatTimeExact } from '@/platform/copy/dates'
import { useSettings } from '@/platform/settings'
import { useSpeech } from '@/platform/speech'
import { Button, EmptyState, QrPanel, useSecondsLeft } from '@/ui'
import { codeCopy } from '../code-copy'
import { useColourLine } from '../colour-line'
import { useRecomputed } from '../useRecomputed'
import { ColourCard } from './ColourCard'
import { Reasons } from './Reasons'
import { Recompute } from './Recompute'

interface Props {
  view: HealthCodeView
  /** The code has ended, the next is on its way. */
  isOver: boolean
  onDeclare: () => void
  onRenew: () => Promise<void>
}

/** What the server says now: the colour with its code, or why there is none. */
export function Showing({ view, isOver, onDeclare, onRenew }: Props) {
  const words = useCopy(codeCopy)
  const { colour, missing } = view.colour
  if (colour === null)
    return (
      <EmptyState icon="file-text" title={words.noColour} sentence={words.missing[missing ?? 'notDeclared']}>
        <Button id="declare-first" onPress={onDeclare}>
          {words.declare}
        </Button>
      </EmptyState>
    )
  return <Coloured view={view} colour={{ ...view.colour, colour }} isOver={isOver} onRenew={onRenew} />
}

/** Green: the code in the hand. Yellow and red: first why and what to do, the code when somebody at a door asks for it. */
function Coloured({ view, colour, isOver, onRenew }: Omit<Props, 'onDeclare'> & { colour: ColourView & { colour: HealthColour } }) {
  const words = useCopy(codeCopy)
  const [isOpen, open] = useState(false)
  const line = useColourLine(colour)
  const own = useRecomputed({ personId: view.person.personId, colour, onRenew })
  const isGreen = colour.colour === 'green'
  return (
    <>
      <ColourCard colour={colour.colour} line={line}>
        {isGreen || isOpen ? <Code view={view} isOver={isOver} /> : null}
      </ColourCard>
      {isGreen ? null : (
        <Button id="show-code" kind={isOpen ? 'quiet' : 'primary'} icon="qr-code" onPress={() => open(!isOpen)}>
          {isOpen ? words.hide : words.show}
        </Button>
      )}
      <ReadAloud view={view} colour={words.colours[colour.colour]} line={line} />
      <Reasons view={colour} help={view} own={<Recompute view={colour} own={own} />} />
    </>
  )
}

function Code({ view: { code, person }, isOver }: Pick<Props, 'view' | 'isOver'>) {
  const words = useCopy(codeCopy)
  const language = useSpokenLanguage()
  const seconds = useSecondsLeft(code ? new Date(code.expiresAt) : null)
  const now = serverNow()
  return (
    <QrPanel
      id="health-code"
      text={code === null || isOver ? null : code.text}
      label={words.codeLabel(person.name)}
      waiting={words.preparing}
      seconds={seconds ?? undefined}
      ofSeconds={HEALTH_CODE_LIFE_SECONDS}
      title={person.name}
      note={`${formatDay(now, language)} ${formatTimeExact(now)}`}
    />
  )
}

/** 读给我听, in elder mode and where the device has a voice of its own. */
function ReadAloud({ view: { code, person }, colour, line }: Pick<Props, 'view'> & { colour: string; line: string }) {
  const words = useCopy(codeCopy)
  const elder = useSettings((settings) => settings.elder)
  const speech = useSpeech(useSpokenLanguage())
  const seconds = useSecondsLeft(code ? new Date(code.expiresAt) : null)
  if (!elder || !speech) return null
  return (
    <Button
      id="read-aloud"
      kind="quiet"
      icon="volume-2"
      onPress={speech.speaking ? speech.stop : () => speech.say(words.spoken({ name: person.name, colour, line, seconds: seconds ?? 0 }))}
    >
      {speech.speaking ? words.stopReading : words.readAloud}
    </Button>
  )
}
