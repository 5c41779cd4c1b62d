"""Write what the bundled model made of shipped texts and comes with the program: ``python -m evals.embedded``.

To be run after an ingest of the corpus, when the shipped questions, gaps or banks have changed. A question that is not
in the file is embedded at an ingest; the weights that tell sentences for machines are fitted there where they lack.
"""

from assistant.bootstrap import generations, model_id, neutral_encoder
from assistant.models import fitted
from assistant.partner.interview import advised, likely
from assistant.search import injection
from assistant.search.banks import key_of, save_embedded
from assistant.search.index.questions import QuestionStore
from assistant.settings import load_settings


def main() -> None:
    """Write the files in the place of the earlier ones."""
    settings = load_settings()
    known = QuestionStore(generations(settings).require_current())
    vectors = {key_of(*place): vector for place, vector in known.embedded().items()}
    ((key, bent),) = known.fitted().items()
    save_embedded(model_id(settings), vectors, (key, bent.to_arrays()))
    for earlier in injection.SHIPPED.glob("machine-*.npz"):
        earlier.unlink()
    for pattern in ("told-*.npz", "advised-*.npz"):
        for earlier in likely.SHIPPED.glob(pattern):
            earlier.unlink()
    encoder = neutral_encoder(settings.embedding_model, settings.models)
    for part in (injection, likely, advised):
        fitted.save(part.fit(encoder), part.SHIPPED / part.weights_name(model_id(settings)))


if __name__ == "__main__":
    main()
