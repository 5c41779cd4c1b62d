"""Write the questions' vectors that come with the program: ``python -m evals.embedded``, after an ingest of the corpus.

To be run after a change of the shipped questions, gaps or banks; what is not in the file is embedded at an ingest.
"""

from assistant.bootstrap import generations, model_id
from assistant.search.banks import key_of, save_embedded
from assistant.search.index.questions import QuestionStore
from assistant.settings import load_settings


def main() -> None:
    """Write the file in the place of the earlier one."""
    settings = load_settings()
    known = QuestionStore(generations(settings).require_current())
    vectors = {key_of(*place): vector for place, vector in known.embedded().items()}
    ((key, bent),) = known.fitted().items()
    save_embedded(model_id(settings), vectors, (key, bent.to_arrays()))


if __name__ == "__main__":
    main()
