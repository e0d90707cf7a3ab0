import { formatShortCode } from '@zsb/shared/presentation'
import { serverNow } from '@/platform/clock'
import { useCopy, useSpokenLanguage } from '@/platform/copy'
import { useSpeech } from '@/platform/speech'
import { Button } from '@/ui'
import { presentCopy } from '../copy'
import { secondsLeft, type PresentStage } from '../present.flow'

/** 读给我听: what is shown to whom, the seconds left, and the twelve digits, slowly. Only where the device has a voice of its own. */
export function ReadAloud({ stage, licence, scene, fields }: { stage: PresentStage; licence: string; scene: string; fields: readonly string[] }) {
  const words = useCopy(presentCopy)
  const speech = useSpeech(useSpokenLanguage())
  if (!speech || stage.at !== 'showing') return null
  const { live } = stage
  const read = () =>
    speech.say(
      words.spoken({
        licence,
        scene,
        fields: words.list(fields),
        seconds: secondsLeft(live, serverNow()),
        // Digit by digit: as one number nobody could write it down.
        digits: formatShortCode(live.shortCode).replace(/\d(?=\d)/g, '$& '),
      }),
    )
  return (
    <Button id="read-aloud" kind="quiet" icon="volume-2" onPress={speech.speaking ? speech.stop : read}>
      {speech.speaking ? words.stopReading : words.readAloud}
    </Button>
  )
}
