import { useEffect, useRef, useState } from "react"
import { Pencil } from "lucide-react"

// The partner guide under its message: answers to choose from, each with the guidance's own words folded under it, and
// what was understood, as chips to change. What is new is in sight: a question whole, a brief from its beginning.
export default function Guide() {
  const place = useRef(null)
  const [busy, setBusy] = useState(null)
  useEffect(() => {
    if (props.quiet) return
    const show = () => {
      const message = place.current?.closest("[data-step-type]")
      const room = document.getElementById("message-composer")?.getBoundingClientRect().top ?? window.innerHeight
      const whole = !props.brief && message?.offsetHeight < room - 80 // what is taller is read from its first line
      message?.scrollIntoView({ block: whole ? "nearest" : "start" })
    }
    const waits = [50, 400].map((wait) => setTimeout(show, wait)) // the page scrolls by itself when a message comes
    return () => waits.forEach(clearTimeout)
  }, [])
  // What is pressed before the line to the server stands is done as soon as it does.
  const act = async (payload) => {
    if (busy) return
    setBusy(payload)
    await window.ser.line()
    await callAction({ name: props.action, payload }).finally(() => setBusy(null))
  }
  const waits = (payload) => (busy === payload ? "true" : undefined)
  return (
    <section className="guide" aria-busy={busy ? "true" : undefined} lang={props.language} aria-label={props.label} ref={place}>
      {props.choices.length > 0 && (
        <ul className="guide-choices">
          {props.choices.map((choice) => (
            <li key={choice.payload.value}>
              <button type="button" lang={choice.language} aria-pressed={choice.chosen} aria-busy={waits(choice.payload)} onClick={() => act(choice.payload)}>
                {choice.label}
              </button>
              {choice.says && (
                <details>
                  <summary>{props.says}</summary>
                  <p lang={choice.language}>{choice.says}</p>
                </details>
              )}
            </li>
          ))}
        </ul>
      )}
      {props.chips.length > 0 && (
        <ul className="guide-chips">
          {props.chips.map((chip) => (
            <li key={chip.payload.step}>
              <button type="button" aria-label={`${chip.label} (${chip.told})`} aria-busy={waits(chip.payload)} onClick={() => act(chip.payload)}>
                <span>{chip.title}:</span> {chip.told} <Pencil size={13} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="guide-moves">
        {props.moves.map((move) => (
          <button type="button" key={move.label} aria-busy={waits(move.payload)} onClick={() => act(move.payload)}>
            {move.label}
          </button>
        ))}
      </div>
    </section>
  )
}
