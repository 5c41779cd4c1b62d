"""Measure the bundled model's language-neutral space anew, after a change of the banks: ``python -m evals.neutral``."""

from assistant.models import bundled
from assistant.models.embedding import load_encoder
from assistant.models.neutral import SHIPPED, measured_space, save_space, shipped_space


def main() -> None:
    """Write the space beside the model, in the place of an earlier one."""
    encoder = load_encoder(bundled.SETTING)
    space = measured_space(encoder)
    for earlier in SHIPPED.glob("neutral-*.npz"):
        earlier.unlink()
    save_space(space, shipped_space(encoder))


if __name__ == "__main__":
    main()
