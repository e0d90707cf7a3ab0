import { createFrameReader, loadDecoder } from './browser-decode'

/** Why there is no camera picture, in words the copy file of the scanner has. */
export type CameraProblem = 'denied' | 'absent' | 'busy' | 'insecure' | 'unknown'

export interface Camera {
  hasTorch: boolean
  setTorch: (on: boolean) => Promise<void>
  stop: () => void
}

const LOOK_AGAIN_MS = 90

/** Opens the back camera into `video`; `onSight` hears every look that shows a code, the same one many times. @throws CameraFailure */
export async function openCamera({ video, onSight }: { video: HTMLVideoElement; onSight: (text: string) => void }): Promise<Camera> {
  if (!navigator.mediaDevices?.getUserMedia) throw new CameraFailure(window.isSecureContext ? 'absent' : 'insecure')
  const stream = await navigator.mediaDevices
    .getUserMedia({ video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 1280 } }, audio: false })
    .catch((cause: unknown) => {
      throw new CameraFailure(problemOf(cause))
    })
  let stopped = false
  let timer = 0
  const stop = () => {
    stopped = true
    window.clearTimeout(timer)
    for (const track of stream.getTracks()) track.stop()
    video.srcObject = null
  }
  try {
    video.srcObject = stream
    await video.play()
    const reader = createFrameReader(await loadDecoder())
    const tick = () => {
      if (stopped) return
      const text = video.videoWidth ? reader.readNext({ source: video, width: video.videoWidth, height: video.videoHeight }) : null
      if (text) onSight(text)
      timer = window.setTimeout(tick, LOOK_AGAIN_MS)
    }
    tick()
  } catch {
    stop()
    throw new CameraFailure('unknown')
  }
  const track = stream.getVideoTracks()[0]
  const abilities = (track?.getCapabilities?.() ?? {}) as { torch?: boolean }
  return {
    hasTorch: Boolean(abilities.torch),
    setTorch: async (on) => {
      await track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] })
    },
    stop,
  }
}

export class CameraFailure extends Error {
  constructor(readonly problem: CameraProblem) {
    super(problem)
    this.name = 'CameraFailure'
  }
}

function problemOf(cause: unknown): CameraProblem {
  const name = (cause as { name?: string } | undefined)?.name
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'absent'
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy'
  return 'unknown'
}

/** The code in a picture the person chose; null when there is none. */
export async function readPicture(file: File): Promise<string | null> {
  const bitmap = await createImageBitmap(file)
  const reader = createFrameReader(await loadDecoder())
  const text = reader.readThoroughly({ source: bitmap, width: bitmap.width, height: bitmap.height })
  bitmap.close()
  return text
}
