"""The shell completes commands, options and the values that are known beforehand, in bash, zsh and fish."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.export import FOLDERS, FORMATS

KG = Path(sys.executable).with_name("kg")
INSTALLED = {
    "bash": ".bash_completions/kg.sh",
    "zsh": ".zfunc/_kg",
    "fish": ".config/fish/completions/kg.fish",
}
ASKED = {"bash": {}, "zsh": {}, "fish": {"_TYPER_COMPLETE_FISH_ACTION": "get-args"}}


def run(*command, home, **environment):
    path = f"{KG.parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config"), **environment}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


def completed(shell, line, home):
    """What a shell's script gets for ``line``, whose last word is being typed."""
    words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1), "_TYPER_COMPLETE_ARGS": line}
    return run(KG, home=home, _KG_COMPLETE=f"complete_{shell}", **words, **ASKED[shell])


@pytest.mark.parametrize("shell", sorted(INSTALLED))
def test_a_shell_gets_a_script_and_is_set_up(shell, tmp_path):
    told = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    script = run(KG, "--show-completion", shell, home=tmp_path, **told)
    assert "_KG_COMPLETE" in script
    run(KG, "--install-completion", shell, home=tmp_path, **told)
    assert (tmp_path / INSTALLED[shell]).read_text("utf-8").strip() == script.strip()
    assert "query" in completed(shell, "kg qu", tmp_path)


def test_values_are_completed(tmp_path):
    assert completed("bash", "kg query --name mo", tmp_path).split() == ["moves"]
    assert completed("bash", "kg query --format t", tmp_path).split() == ["table", "tsv", "turtle"]
    assert completed("bash", "kg export --format ", tmp_path).split() == [*FORMATS, *FOLDERS]
    assert "--known-at" in completed("bash", "kg query --known", tmp_path)


def test_bash_itself_completes(tmp_path):
    asks = "source <(kg --show-completion); COMP_WORDS=(kg va); COMP_CWORD=1; _kg_completion kg; echo ${COMPREPLY[@]}"
    assert run(shutil.which("bash") or "bash", "-c", asks, home=tmp_path).strip() == "validate"
