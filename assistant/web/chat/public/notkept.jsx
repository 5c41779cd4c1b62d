export default function NotKept() {
  return <p className="not-kept">{props.text}</p>
}
