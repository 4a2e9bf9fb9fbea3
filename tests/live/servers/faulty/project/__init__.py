"""The project of the second seed, with faults: what is not in this folder is taken from there."""

from pathlib import Path

__path__.append(str(Path(__file__).resolve().parents[2] / "seed-002" / "project"))
