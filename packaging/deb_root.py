"""Installs a .deb in a bare Debian made by debootstrap, runs the program there, and takes it away again.

    packaging/deb_root.py DEB [--root DIR] [--suite bookworm]

Needs root, debootstrap and Debian's packages. Says what was seen, one line each; exit code 1 at the first
thing that is not as it should be. The root is kept for the next time: the program is purged from it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ANSWERS = ROOT / "packaging" / "demo-answers.toml"
HOME = "/home/Zoë & Søn #1"
LEFT_TO_OTHERS = (
    "/proc/",
    "/sys/",
    "/dev/",
    "/tmp/",
    "/run/",
    "/var/lib/",
    "/var/cache/",
    "/var/log/",
    "/etc/",
)
OF_ALTERNATIVES = ("/etc/alternatives/", "/var/lib/dpkg/alternatives/")
COMMON_COMMAND = "spark-setup"


class Wrong(Exception):  # noqa: N818 - what was seen
    """Something in the root is not as it should be."""


def inside(root: Path, *command: str, user: str = "") -> str:
    """Run a program in the root, with a /proc of its own; its output. Raises `Wrong`."""
    enter = ["unshare", "--mount", "--pid", "--fork", f"--mount-proc={root}/proc", "chroot"]
    enter += [f"--userspec={user}"] if user else []
    environment = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"]
    environment += ["DEBIAN_FRONTEND=noninteractive", f"HOME={HOME if user else '/root'}"]
    environment += ["QT_QPA_PLATFORM=offscreen"]
    done = subprocess.run(
        [*enter, str(root), *environment, *command],
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode != 0:
        raise Wrong(f"{' '.join(command)}: exit code {done.returncode}\n{done.stdout}\n{done.stderr}"[-3000:])
    return done.stdout


def bare_root(root: Path, suite: str) -> None:
    """Debian's minimum, once."""
    if (root / "etc" / "debian_version").exists():
        return
    root.mkdir(parents=True, exist_ok=True)
    subprocess.run(["debootstrap", "--variant=minbase", suite, str(root)], check=True, stdout=sys.stderr)


def is_ours(name: str, program: str) -> bool:
    """Whether a path has to do with this program, or with the name that all brands share."""
    return any(word in name for word in (program, program.replace("-", "_"), COMMON_COMMAND))


def files_of(root: Path) -> set[str]:
    """Every path that a package could have left."""
    found = (f"/{path.relative_to(root)}" for path in root.rglob("*"))
    return {name for name in found if name.startswith(OF_ALTERNATIVES) or not name.startswith(LEFT_TO_OTHERS)}


def trial(deb: Path, root: Path, suite: str) -> None:
    """Everything in order. Raises `Wrong`."""
    control = subprocess.check_output(["dpkg-deb", "-f", str(deb), "Package"], text=True).strip()
    listing = subprocess.check_output(["dpkg-deb", "-c", str(deb)], text=True)
    bare_root(root, suite)
    shutil.copyfile("/etc/resolv.conf", root / "etc" / "resolv.conf")
    inside(root, "apt-get", "update", "-qq")
    inside(root, "sh", "-c", f"mkdir -p '{HOME}' && chown 1000:1000 '{HOME}'")
    shutil.copyfile(deb, root / "tmp" / deb.name)
    before = files_of(root)
    inside(root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", f"/tmp/{deb.name}")
    print(f"installed: {len(files_of(root) - before)} files, with what it depends on")
    see_it_work(root, control, listing)
    inside(root, "apt-get", "purge", "-y", "-qq", control)
    inside(root, "apt-get", "autoremove", "--purge", "-y", "-qq")
    inside(root, "sh", "-c", f"rm -rf '{HOME}'")
    left = sorted(name for name in files_of(root) - before if is_ours(name, control))
    if left:
        raise Wrong(f"left behind: {', '.join(left[:10])}")
    print(f"removed: nothing with the name {control} or {COMMON_COMMAND} is left")


def see_it_work(root: Path, program: str, listing: str) -> None:
    """The demo as an ordinary user, and who opens the links. Raises `Wrong`."""
    shutil.copyfile(ANSWERS, root / "tmp" / "answers.toml")
    version = inside(root, program, "--version", user="1000:1000").strip()
    print(f"{program} --version: {version}")
    for command in (program, COMMON_COMMAND):
        run = (command, "--demo", "--unattended", "/tmp/answers.toml")
        result = json.loads(inside(root, *run, user="1000:1000").strip().splitlines()[-1])
        if result["outcome"] != "success":
            raise Wrong(f"the demo of {command} ended with {result['outcome']}")
        print(f"{command} --demo --unattended: success, as user 1000")
    entries = list((root / "usr/share/applications").glob(f"*{program.replace('-', '_')}.desktop"))
    schemes = [line for e in entries for line in e.read_text().splitlines() if line.startswith("MimeType=")]
    if len(schemes) != 1:
        raise Wrong(f"no scheme is registered: {entries}")
    print(f"link: {schemes[0]}")
    missing = [line.split()[-1] for line in listing.splitlines() if line.startswith("-")]
    missing = [name for name in missing if not (root / name).is_file()]
    if missing:
        raise Wrong(f"not installed: {', '.join(missing[:5])}")


def main() -> int:
    """Try one package."""
    parser = argparse.ArgumentParser(prog="deb_root", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("deb", type=Path)
    parser.add_argument("--root", type=Path, default=ROOT / "build" / "deb-root")
    parser.add_argument("--suite", default="bookworm")
    options = parser.parse_args()
    try:
        trial(options.deb.resolve(), options.root.resolve(), options.suite)
    except Wrong as wrong:
        print(f"deb_root: {wrong}", file=sys.stderr)
        return 1
    except (FileNotFoundError, PermissionError, subprocess.CalledProcessError) as error:
        print(f"deb_root: needs root, debootstrap and unshare: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
