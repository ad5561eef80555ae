#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tests, demonstrates, and packages the module.
.EXAMPLE
    ./build.ps1
    Stages the module under output/MessengerMarketing/<version>.
.EXAMPLE
    ./build.ps1 -Task Test -Configuration Debug
.EXAMPLE
    ./build.ps1 -Task Package
    Creates the package for the PowerShell Gallery under output/packages.
.EXAMPLE
    ./build.ps1 -Task Reproduce
    Builds the module of the last commit twice from clean clones, and fails unless the staged files are identical. Takes several minutes.
.EXAMPLE
    ./build.ps1 -Task Prove -Minutes 60
    Runs fuzzing, model, crash, mutation, soak, peer, and hostile-machine tests, and prints a one-page report. See docs/PROOF.md.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Demo', 'Package', 'Reproduce', 'Prove')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # The approximate duration of the task Prove, in minutes.
    [ValidateRange(1, 1440)]
    [int] $Minutes = 60
)

$ErrorActionPreference = 'Stop'
$solution = Join-Path $PSScriptRoot 'MessengerAudience.sln'
$module = Join-Path $PSScriptRoot 'module/MessengerMarketing.Module.csproj'

switch ($Task) {
    Build { dotnet build $module --configuration $Configuration }
    Test { dotnet test $solution --configuration $Configuration }
    Demo { dotnet run --project (Join-Path $PSScriptRoot 'examples/demo') --configuration $Configuration }
    Package { dotnet pack $module --configuration $Configuration }
    Reproduce { & (Join-Path $PSScriptRoot 'tools/reproduce/Compare-Build.ps1') }
    Prove { & (Join-Path $PSScriptRoot 'tools/prove/Invoke-Proof.ps1') -Minutes $Minutes }
}

if ($LASTEXITCODE -ne 0) {
    throw "The task $Task failed with exit code $LASTEXITCODE."
}
