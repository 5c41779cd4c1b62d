from pathlib import Path

import numpy as np
import pytest

from assistant.domain import Language
from assistant.models.bundled.model import load_bundled
from assistant.models.embedding import Encoder
from assistant.models.neutral import NeutralEncoder, neutral_space, shipped_space

EN, NL = Language.EN, Language.NL


@pytest.mark.parametrize(
    ("english", "dutch", "unrelated"),
    [
        (
            "A trade union knows the workers in the factory.",
            "Een vakbond kent de werknemers in de fabriek.",
            "A train to the coast leaves every hour.",
        ),
        (
            "Agree beforehand who does what.",
            "Spreek vooraf af wie wat doet.",
            "The soup tastes better on the second day.",
        ),
    ],
)
def test_a_sentence_is_nearer_to_its_translation_than_to_another_of_its_language(
    encoder: NeutralEncoder, english: str, dutch: str, unrelated: str
) -> None:
    first, other = encoder.passages([english, unrelated], EN)
    translated = encoder.passages([dutch], NL)[0]
    assert float(first.vector @ translated.vector) > float(first.vector @ other.vector) + 0.2


def test_a_question_is_nearest_to_what_answers_it_in_the_other_language(encoder: NeutralEncoder) -> None:
    question = encoder.question("Wie kent de werknemers in de fabriek?", NL)
    answer, other = encoder.passages(["The workers in the factory trust the union.", "Trains leave hourly."], EN)
    assert float(question.vector @ answer.vector) > float(question.vector @ other.vector)


def test_neutral_vectors_have_length_one_and_tokens_one_byte_a_dimension(encoder: NeutralEncoder) -> None:
    placed = encoder.question("How do we build trust?", EN)
    assert float(np.linalg.norm(placed.vector)) == pytest.approx(1, abs=1e-5)
    assert (str(placed.tokens.dtype), placed.tokens.shape) == ("int8", (len(placed.spans), 128))
    assert np.linalg.norm(placed.tokens.astype(np.float32), axis=1) == pytest.approx(127, abs=3)


def test_the_bundled_models_space_comes_with_it(encoder: NeutralEncoder, tmp_path: Path) -> None:
    assert shipped_space(encoder.encoder).is_file(), "python -m evals.neutral"
    assert np.array_equal(neutral_space(encoder.encoder, tmp_path).projection, encoder.space.projection)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of measured spaces; to measure one takes ten seconds, so it is done once."""
    return tmp_path_factory.mktemp("models")


def test_the_space_that_comes_with_it_is_the_measured_one(encoder: NeutralEncoder, folder: Path) -> None:
    measured, shipped = neutral_space(Encoder(load_bundled(), "another"), folder), encoder.space
    for key, mean in shipped.means.items():
        assert np.allclose(mean, measured.means[key], atol=1e-3)
        assert np.allclose(shipped.token_means[key], measured.token_means[key], atol=0.02)
    overlap = np.linalg.svd(shipped.projection.T @ measured.projection, compute_uv=False)
    assert overlap.shape == (128,)
    assert np.sort(overlap)[4:].min() > 0.99  # the last components may differ where the processor does


def test_another_models_space_is_measured_once_and_then_read(folder: Path) -> None:
    other = Encoder(load_bundled(), "another")
    first = neutral_space(other, folder)
    files = {path: path.stat().st_mtime_ns for path in folder.glob("neutral-*.npz")}
    again = neutral_space(other, folder)
    assert {path: path.stat().st_mtime_ns for path in folder.glob("neutral-*.npz")} == files
    assert len(files) == 1
    assert np.array_equal(again.projection, first.projection)
    assert again.means.keys() == {"query-en", "query-nl", "passage-en", "passage-nl"}
