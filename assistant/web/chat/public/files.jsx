import { Download, Share2 } from "lucide-react"

export default function Files() {
  return (
    <nav className="files" data-letter={props.letter || undefined} lang={props.language} aria-label={props.label}>
      <Download size={14} aria-hidden="true" />
      <span aria-hidden="true">{props.label}</span>
      {props.links.map((link) => (
        <a key={link.name} href={link.href} download>
          {link.name}
        </a>
      ))}
      {props.share && (
        <a className="share" href={props.share.href} target="_blank" rel="noopener">
          <Share2 size={14} aria-hidden="true" /> {props.share.name}
        </a>
      )}
    </nav>
  )
}
