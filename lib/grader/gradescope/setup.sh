#!/usr/bin/env bash
# Gradescope runs this once, as root and with a network, to build the image of the autograder.
set -euo pipefail

apt-get update
apt-get install -y --no-install-recommends ca-certificates curl git xz-utils bubblewrap util-linux
rm -rf /var/lib/apt/lists/*

# Node.js 22 from nodejs.org, with its checksum.
release=https://nodejs.org/dist/latest-v22.x
cd /tmp
curl -fsSL "$release/SHASUMS256.txt" -o SHASUMS256.txt
archive=$(grep -o 'node-v22\.[0-9.]*-linux-x64\.tar\.xz' SHASUMS256.txt | head -n 1)
curl -fsSL "$release/$archive" -o "$archive"
grep " $archive\$" SHASUMS256.txt | sha256sum --check --quiet
tar -xJf "$archive" -C /usr/local --strip-components 1
rm "$archive" SHASUMS256.txt

# Installs the lab's packages and builds it, in what the image keeps.
cd /autograder/source/lab
npm ci --no-audit --no-fund

# Another user, as whom a submission runs where bubblewrap cannot, finds its way to the packages and
# to nothing else.
mkdir -p .lab
chmod 711 /autograder/source /autograder/source/lab
chmod 700 .lab lib notebooks solutions /autograder/source/*_autograder /autograder/source/*.sh
if [ -f /autograder/source/seed ]; then chmod 600 /autograder/source/seed; fi

# Makes what every run starts with, so that no submission waits for it.
first=$(mktemp -d)
mkdir -p "$first/in/nobody"
cp notebooks/*.ipynb "$first/in/nobody/"
node lib/dist/cli/main.js grade "$first/in" --out "$first/out" --sandbox user
rm -rf "$first"
