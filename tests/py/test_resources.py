"""Resources: the package's own files come with it, from a folder or from a zip."""

import subprocess
import sys
import zipfile

import pytest

USE = "from microgpt import checkpoint, names; print(len(names.read_names()), {})"


@pytest.fixture
def zipped(root, tmp_path):
    """Runs code with the package in a zip, which lacks the weights of step 3."""
    package = root / "py" / "microgpt"
    archive = tmp_path / "package.zip"
    with zipfile.ZipFile(archive, "w") as target:
        for path in package.rglob("*"):
            if path.suffix in (".py", ".json", ".txt") and path.name != "step3.json":
                target.write(path, path.relative_to(package.parent))

    def run(expression):
        command = [sys.executable, "-c", USE.format(expression)]
        environment = {"PYTHONPATH": str(archive)}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    return run


def test_a_package_in_a_zip_has_its_names_and_weights(zipped):
    done = zipped("checkpoint.load_baked(5).parameters")
    assert done.stdout.split() == ["14562", "4192"], done.stderr


def test_weights_that_did_not_come_with_the_package_are_missed_in_a_sentence(zipped):
    done = zipped("checkpoint.load_baked(3)")
    assert "ValueError: There are no trained weights for step 3" in done.stderr
    assert done.stderr.strip().endswith("run python scripts/bake_weights.py first.")
