import { useState } from "react"
import { CornerDownRight } from "lucide-react"

export default function Suggestions() {
  const [asked, setAsked] = useState(false)
  if (asked) return null
  const ask = (event, question) => {
    setAsked(true)
    sendUserMessage(question)
    if (event.detail === 0) document.getElementById("chat-input")?.focus() // not by a pointer
  }
  return (
    <section className="suggestions" lang={props.language} aria-label={props.label}>
      <p aria-hidden="true">{props.label}</p>
      <ul>
        {props.questions.map((question) => (
          <li key={question}>
            <button type="button" onClick={(event) => ask(event, question)}>
              <CornerDownRight size={15} aria-hidden="true" />
              {question}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
