import { useEffect, useRef, useState } from 'react'
import { useCopy } from '@/platform/copy'
import { CameraFailure, openCamera, readPicture, type Camera, type CameraProblem } from '@/platform/scan/browser-camera'
import { createSightings } from '@/platform/scan/sightings'
import { Button } from '../Button'
import { uiCopy } from '../copy'
import { Icon } from '../icon/Icon'
import { Banner } from '../surfaces'
import type { ScannerProps } from './Scanner'

export type { ScannerProps } from './Scanner'

const PROBLEMS = { denied: 'cameraDenied', absent: 'cameraAbsent', busy: 'cameraBusy', insecure: 'cameraInsecure', unknown: 'cameraUnknown' } as const

/** The browser's camera with our decoder, torch where the camera has one, and a picture from the disk. */
export function Scanner({ onCode, active = true, autoStart = false }: ScannerProps) {
  const words = useCopy(uiCopy)
  const video = useRef<HTMLVideoElement>(null)
  const [running, setRunning] = useState(autoStart)
  const [camera, setCamera] = useState<Camera | null>(null)
  const [torch, setTorch] = useState(false)
  const [problem, setProblem] = useState<CameraProblem | 'noCode' | null>(null)
  const report = useRef(onCode)
  report.current = onCode
  const listening = useRef(active)
  listening.current = active
  const [isNew] = useState(createSightings)

  useEffect(() => {
    const place = video.current
    if (!running || !place) return undefined
    let left = false
    let opened: Camera | null = null
    setProblem(null)
    const see = (text: string) => {
      if (isNew(text, { atMs: performance.now(), listening: listening.current })) report.current(text, 'camera')
    }
    openCamera({ video: place, onSight: see }).then(
      (ready) => {
        if (left) return ready.stop()
        opened = ready
        setCamera(ready)
      },
      (cause: unknown) => {
        if (left) return
        setProblem(cause instanceof CameraFailure ? cause.problem : 'unknown')
        setRunning(false)
      },
    )
    return () => {
      left = true
      opened?.stop()
      setCamera(null)
      setTorch(false)
    }
  }, [running, isNew])

  const choose = async (file: File | undefined) => {
    if (!file) return
    setProblem(null)
    const text = await readPicture(file).catch(() => null)
    if (text === null) setProblem('noCode')
    else report.current(text, 'picture')
  }
  return (
    <div className="l-stack">
      <div className="z-camera">
        <video ref={video} className="z-camera-picture" muted playsInline aria-label={words.scanCamera} style={{ display: running ? 'block' : 'none' }} />
        {running ? (
          <>
            <div className="z-camera-frame" aria-hidden="true" />
            <div className="z-camera-words">{words.scanAim}</div>
          </>
        ) : (
          <Icon name="camera" size="xl" />
        )}
      </div>
      <div className="l-pair">
        <Button id="scan-camera" kind="quiet" icon={running ? 'camera-off' : 'camera'} onPress={() => setRunning(!running)}>
          {running ? words.scanStop : words.scanStart}
        </Button>
        {camera?.hasTorch ? (
          <Button
            kind="quiet"
            icon="flashlight"
            onPress={() =>
              void camera.setTorch(!torch).then(
                () => setTorch(!torch),
                () => undefined,
              )
            }
          >
            {torch ? words.torchOff : words.torchOn}
          </Button>
        ) : null}
        <div className="z-file-choice">
          <div className={`z-press z-btn z-btn-quiet${active ? '' : ' is-disabled'}`} aria-hidden="true">
            <Icon name="image" />
            <span>{words.scanPicture}</span>
          </div>
          <input
            id="scan-picture"
            className="z-file-choice-input"
            type="file"
            accept="image/*"
            aria-label={words.scanPicture}
            disabled={!active}
            onChange={(event) => {
              void choose(event.target.files?.[0])
              event.target.value = ''
            }}
          />
        </div>
      </div>
      {problem ? (
        <Banner tone="warn" icon="camera-off" live>
          {problem === 'noCode' ? words.noCodeInPicture : words[PROBLEMS[problem]]}
        </Banner>
      ) : null}
    </div>
  )
}
