import { useEffect, useRef } from "react"
import { ExternalLink } from "lucide-react"

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
    <article ref={top} className="citation" lang={props.ui_language} aria-label={labels.cited_passage}>
      <header lang={props.language}>
        <h2>{props.title}</h2>
        {props.section && (
          <p>
            <span className="sr-only">{labels.section}: </span>
            {props.section}
          </p>
        )}
      </header>
      <blockquote lang={props.language}>
        {props.before}
        <mark ref={mark}>{props.quote}</mark>
        {props.after}
      </blockquote>
      <a className="citation-open" href={props.href} target="_blank" rel="noopener">
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
    </article>
  )
}
