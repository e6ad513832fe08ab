"""A names file of any length is read as the package reads it, in bounded memory."""

import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lib.paths import ROOT
from microgpt.names import parse_names, read_names, source_of
from microgpt.places import own_list
from microgpt.steps import get_step
from microgpt.train import Trainer
from microgpt.weights import draw_weights
from scaling import listing
from scaling.corpus import Corpus
from scaling.plan import Plan

MANY = 1_000_000

# Ends of lines, byte order marks, spaces, marks to be composed, and what is refused.
PIECES = st.sampled_from(["ada", "bea", "é", "e\u0301", "\n", "\r", "\r\n", "\ufeff", " ", "\t"])
FILES = st.lists(PIECES, max_size=30).map(lambda pieces: "".join(pieces).encode())


def corpus_of(source: Path, folder: Path, seed: int = 42) -> Corpus:
    listing.write(source, seed, folder)
    return Corpus(folder)


def outcome(read):
    try:
        return list(read())
    except ValueError as error:
        return str(error)


@given(data=FILES | st.binary(max_size=20), block=st.integers(1, 40))
def test_the_names_are_those_of_the_package_wherever_a_block_ends(tmp_path_factory, data, block):
    folder = tmp_path_factory.mktemp("names")
    source = folder / "names"
    source.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "BLOCK", max(block, 1 + max(map(len, data.split(b"\n")))))
        ours = outcome(lambda: sorted(corpus_of(source, folder / "kept")))
    theirs = outcome(lambda: sorted(parse_names(data, source_of(source))))
    assert ours == theirs


def test_their_order_and_the_first_weights_are_those_of_the_package(tmp_path):
    corpus = corpus_of(own_list(), tmp_path / "kept", seed=7)
    trainer = Trainer(get_step(5), read_names(), seed=7)
    assert list(corpus) == trainer.names
    assert corpus.sha256 == trainer.names_sha256
    step, config = trainer.model.step, trainer.model.config
    weights = draw_weights(step, len(corpus.vocabulary) + 1, config, corpus.rng())
    assert {name: matrix.frozen() for name, matrix in weights.items()} == dict(
        trainer.model.weights
    )


def test_held_out_names_are_never_read_and_are_those_of_the_package(tmp_path):
    names = read_names()[:3000]
    source = tmp_path / "names"
    source.write_text("\n".join([*names, *names[:500]]))  # some of them doubled
    corpus = corpus_of(source, tmp_path / "kept")
    trainer = Trainer(get_step(5), read_names(source), num_steps=2500)
    assert corpus.training_count == 2500
    assert corpus.held_out(2500) == trainer.held_out
    assert 0 < len(trainer.held_out) < 1000
    read = [name for step in range(40) for name in corpus.batch(step, 64, range(64))]
    assert read == [corpus[i % 2500] for i in range(40 * 64)]


@given(batch=st.integers(1, 50), ranks=st.integers(1, 50))
def test_ranks_share_a_batch_without_a_gap_and_nearly_evenly(batch, ranks):
    shares = [Plan(batch=batch).share(rank, ranks) for rank in range(ranks)]
    assert [number for share in shares for number in share] == list(range(batch))
    assert max(map(len, shares)) - min(map(len, shares)) <= 1


def test_a_list_that_is_too_short_holds_none_out(tmp_path):
    source = tmp_path / "names"
    source.write_text("ada\nbea\ncleo\n")
    corpus = corpus_of(source, tmp_path / "kept")
    assert corpus.training_count == 3
    assert corpus.held_out(3) == []


def test_a_line_without_an_end_is_refused(tmp_path):
    source = tmp_path / "names"
    source.write_bytes(b"ada\nbea\n" + b"x" * (3 * listing.BLOCK))
    with pytest.raises(ValueError, match=r"has a line of more than 65,536 bytes: write one"):
        listing.write(source, 42, tmp_path / "kept")


def test_what_was_cut_short_is_made_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(listing, "CACHE", tmp_path / "cache")
    source = tmp_path / "names"
    source.write_text("ada\nada\t\n")
    with pytest.raises(ValueError, match="a tab in line 2"):
        listing.listing(source, 42)
    assert not list((tmp_path / "cache").iterdir())
    source.write_text("ada\nbea\n")
    kept = listing.listing(source, 42)
    assert listing.listing(source, 42) == kept
    assert listing.listing(source, 43) != kept


READ = """
import resource, sys
resource.setrlimit(resource.RLIMIT_DATA, (2**25, 2**25))
from pathlib import Path
from scaling import listing
from scaling.corpus import Corpus
listing.write(Path(sys.argv[1]), 42, Path(sys.argv[2]))
corpus = Corpus(Path(sys.argv[2]))
print(len(corpus), sum(len(corpus[i]) for i in range(0, len(corpus), 10)) > 0)
print(sum(int(line.split()[1]) for line in open("/proc/self/status") if "RssAnon" in line))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are Linux's")
def test_a_million_names_are_read_in_thirty_two_mebibytes(tmp_path):
    rng, names = random.Random(1), read_names()
    with (tmp_path / "names").open("w") as file:
        file.writelines(f"{a}{b}\n" for a, b in zip(*(rng.choices(names, k=MANY) for _ in "ab")))
    done = subprocess.run(
        [sys.executable, "-c", READ, str(tmp_path / "names"), str(tmp_path / "kept")],
        env={"PYTHONPATH": str(ROOT / "scripts")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines()[:1] == [f"{MANY} True"], done.stderr
    assert int(done.stdout.splitlines()[1]) < 2**15  # KiB; the list alone would be 75 MB of texts
