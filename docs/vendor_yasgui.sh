#!/bin/sh
# Fetches the query editor of `kg serve` into the package, with the licences of all that is bundled in it.
# usage: docs/vendor_yasgui.sh [VERSION]
set -eu
version=${1:-4.6.2}
cd "$(dirname "$0")/../kg/serve/static/yasgui"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --no-package-lock --prefix "$work" "@zazuko/yasgui@$version"
build=$work/node_modules/@zazuko/yasgui/build
sed 's|//# sourceMappingURL=.*||' "$build/yasgui.min.js" >yasgui.min.js
cp "$build/yasgui.min.css" .
{
    echo "yasgui.min.js and yasgui.min.css are those of the npm package @zazuko/yasgui $version (MIT), which bundles"
    echo "the packages below. docs/vendor_yasgui.sh wrote these files."
    for package in "$work"/node_modules/*/package.json "$work"/node_modules/@*/*/package.json; do
        folder=$(dirname "$package")
        case $folder in */@types/*) continue ;; esac
        node -p 'const p = require(process.argv[1]); `\n${"=".repeat(80)}\n${p.name} ${p.version}: ${p.license || "MIT"}\n`' "$package"
        for text in "$folder"/LICEN[CS]E*; do if [ -f "$text" ]; then cat "$text"; break; fi; done
    done
} | sed 's/[[:space:]]*$//' >LICENSES.txt
