# Gives each user of a JupyterHub the lab's notebooks as a copy of their own. The lab is installed
# once for all; a copy is a few hundred kilobytes below it, in .lab/class/<user>. In the hub's
# jupyterhub_config.py:
#
#     load_subconfig("/srv/mcp-lab/.jupyterhub/class.py")
#
# Install from a class copy (`npm run lab -- handout`): users can read what the lab is made of. What a
# full repository has beyond that is closed to them when the hub starts, but not the library itself.
import pwd
import shutil
from pathlib import Path

c = get_config()  # noqa: F821, the hub gives it

LAB = Path(__file__).resolve().parent.parent
COPIES = LAB / ".lab" / "class"
NOTEBOOKS = sorted((LAB / "notebooks").glob("[0-9][0-9]-*.ipynb"))


NOT_FOR_USERS = (".git", "solutions", "test", "lib/grader", "lib/maintain")


def close_to_users():
    """Only whoever installed the lab may read what no student may see."""
    hidden = [path for path in (LAB / "lib").rglob("*.hidden.*") if path.is_file()]
    for path in (*(LAB / name for name in NOT_FOR_USERS), *hidden):
        if path.exists():
            path.chmod(0o700 if path.is_dir() else 0o600)


def give_copy(spawner):
    """Makes the user's copy at the first start; afterwards it is the user's and is left alone."""
    name = spawner.user.escaped_name
    copy = COPIES / name
    spawner.notebook_dir = str(copy)
    if copy.exists():
        return
    beside = COPIES / f"{name}.new"
    shutil.rmtree(beside, ignore_errors=True)
    (beside / "notebooks").mkdir(parents=True)
    # The name in package.json is what makes the folder a project of its own.
    for file in ("package.json", ".mcp.json.example", ".env.example"):
        shutil.copy(LAB / file, beside / file)
    for notebook in NOTEBOOKS:
        if "." not in notebook.stem:
            shutil.copy(notebook, beside / "notebooks" / notebook.name)
    for path in (beside, *beside.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
        give_to(spawner.user.name, path)
    (beside / "lib").symlink_to(LAB / "lib")
    beside.rename(copy)


def give_to(user, path):
    """Where the hub's users are the system's, the copy is the user's; else it stays the hub's."""
    try:
        pwd.getpwnam(user)
    except KeyError:
        return
    shutil.chown(path, user, group=pwd.getpwnam(user).pw_gid)


close_to_users()
c.Spawner.pre_spawn_hook = give_copy
c.Spawner.default_url = "/tree/notebooks"
