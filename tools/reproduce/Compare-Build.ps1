#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds the module of a commit twice, from clean clones in folders with different names, and fails unless the staged files are identical.
.DESCRIPTION
    Uncommitted changes are ignored. The script takes as long as two full builds.
.EXAMPLE
    ./build.ps1 -Task Reproduce
#>
[CmdletBinding()]
param(
    # The commit to build.
    [string] $Commit = 'HEAD'
)

$ErrorActionPreference = 'Stop'
$repository = [IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../..'))
$folder = Join-Path ([IO.Path]::GetTempPath()) "mmreproduce$PID"
$origin = git -C $repository remote get-url origin 2>$null
$id = git -C $repository rev-parse "$Commit^{commit}"
if ($LASTEXITCODE -ne 0) {
    throw "There is no commit '$Commit' in $repository."
}

function Invoke-Tool {
    param([string] $Name, [string[]] $Arguments)

    $printed = & $Name $Arguments 2>&1
    if ($LASTEXITCODE -ne 0) {
        throw "$Name ended with exit code $LASTEXITCODE`: $($printed -join [Environment]::NewLine)"
    }
}

try {
    $builds = foreach ($name in 'a', 'another-name') {
        $clone = Join-Path $folder $name
        Invoke-Tool git 'clone', '--quiet', '--no-checkout', $repository, $clone
        Invoke-Tool git '-C', $clone, 'checkout', '--quiet', $id

        # Symbols contain the URL of the source repository. Set the same URL in both clones: that of this repository, or none.
        if ($origin) {
            Invoke-Tool git '-C', $clone, 'remote', 'set-url', 'origin', $origin
        } else {
            Invoke-Tool git '-C', $clone, 'remote', 'remove', 'origin'
        }

        Invoke-Tool dotnet 'build', (Join-Path $clone 'module'), '--configuration', 'Release', '--disable-build-servers', '--nologo'
        $staged = Join-Path $clone 'output/MessengerMarketing'
        $files = @{}
        foreach ($file in Get-ChildItem -LiteralPath $staged -File -Recurse) {
            $files[[IO.Path]::GetRelativePath($staged, $file.FullName)] = (Get-FileHash -LiteralPath $file.FullName -Algorithm SHA256).Hash
        }

        $files
    }
} finally {
    Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction Ignore
}

if ($builds[0].Count -eq 0) {
    throw "The build of $id staged no files."
}

$differing = @($builds[0].Keys) + @($builds[1].Keys) | Sort-Object -Unique | Where-Object { $builds[0][$_] -ne $builds[1][$_] }
if ($differing) {
    throw "Two builds of $id differ in: $($differing -join ', ')"
}

"Two builds of $id are the same bytes, in all $($builds[0].Count) files."
