import { useEffect, useRef, useState } from "react"
import { ExternalLink } from "lucide-react"

function Rate() {
  const { labels } = props
  const [outcome, setOutcome] = useState("")
  const send = async (event) => {
    event.preventDefault()
    const form = new FormData(event.target)
    const opinion = { answer_id: props.answer_id, number: props.number, reason: form.get("reason"), comment: form.get("comment") }
    const base = document.querySelector('meta[property="og:root_path"]')?.content || ""
    const response = await fetch(`${base}/feedback/citation`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(opinion),
    }).catch(() => ({ ok: false }))
    setOutcome(response.ok ? labels.rate_thanks : labels.rate_failed)
  }
  return (
    <details className="citation-rate">
      <summary>{labels.rate_citation}</summary>
      {outcome !== labels.rate_thanks && (
        <form onSubmit={send}>
          <fieldset>
            <legend>{labels.rate_reason}</legend>
            {Object.entries(labels.rate_reasons).map(([reason, label], index) => (
              <label key={reason}>
                <input type="radio" name="reason" value={reason} defaultChecked={index === 0} />
                {label}
              </label>
            ))}
          </fieldset>
          <textarea name="comment" rows="2" maxLength="2000" aria-label={labels.rate_comment} placeholder={labels.rate_comment} />
          <button type="submit">{labels.rate_send}</button>
        </form>
      )}
      <p role="status">{outcome}</p>
    </details>
  )
}

// The document's page leads back to the answer that it was opened from.
function fromHere(href) {
  const chat = location.pathname.match(/\/thread\/([\w-]{36})$/)?.[1]
  const step = window.ser?.opened?.closest("[id^=step-]")?.id
  if (!chat || !step) return href
  const [address, place] = href.split("#")
  return `${address}&chat=${chat}&step=${step.slice("step-".length)}#${place}`
}

export default function Citation() {
  const top = useRef(null)
  const mark = useRef(null)
  // The panel keeps its scroll position from one citation to the next, so this runs at every rendering.
  useEffect(() => {
    const timer = setTimeout(() => {
      if (!mark.current) return
      top.current.scrollIntoView({ block: "start" })
      mark.current.scrollIntoView({ block: "nearest" })
    }, 60)
    return () => clearTimeout(timer)
  })
  const { labels } = props
  const rows = [
    [labels.publisher, props.publisher],
    [labels.page, props.page],
    [labels.date, props.date],
    [labels.language, props.language_name],
  ].filter((row) => row[1])
  return (
    <article
      ref={top}
      className="citation"
      lang={props.ui_language}
      aria-label={labels.cited_passage}
      tabIndex={-1}
      data-number={props.number}
    >
      <header lang={props.language}>
        <h2>{props.title}</h2>
        {props.section && (
          <p>
            <span className="sr-only">{labels.section}: </span>
            {props.section}
          </p>
        )}
      </header>
      <div className={props.translation ? "citation-pair" : undefined}>
      <blockquote lang={props.language}>
        {props.before}
        <mark ref={mark}>{props.quote}</mark>
        {props.after}
      </blockquote>
      {props.translation && (
        <p className="citation-translation" lang={props.ui_language}>
          <span>{labels.translation}: </span>
          {props.section_translation && <span className="citation-section">{props.section_translation}</span>}
          {props.translation}
        </p>
      )}
      </div>
      <a className="citation-open" href={fromHere(props.href)} target="_blank" rel="noopener">
        {labels.open_document} <ExternalLink size={15} aria-hidden="true" />
      </a>
      <dl>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {props.answer_id && <Rate key={`${props.answer_id}-${props.number}`} />}
    </article>
  )
}
