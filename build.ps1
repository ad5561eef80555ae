#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tests, demonstrates and packages the module. All of the work is MSBuild's; this only calls it.
.EXAMPLE
    ./build.ps1
    Stages the module under output/MessengerMarketing/<version>.
.EXAMPLE
    ./build.ps1 -Task Test -Configuration Debug
.EXAMPLE
    ./build.ps1 -Task Package
    Makes the package for the PowerShell Gallery, and the package of its symbols, under output/packages.
.EXAMPLE
    ./build.ps1 -Task Reproduce
    Builds the packages of the last commit twice, from nothing, and fails unless they are the same bytes. Takes minutes.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Demo', 'Package', 'Reproduce')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$solution = Join-Path $PSScriptRoot 'MessengerAudience.sln'
$module = Join-Path $PSScriptRoot 'module/MessengerMarketing.Module.csproj'

switch ($Task) {
    Build { dotnet build $module --configuration $Configuration }
    Test { dotnet test $solution --configuration $Configuration }
    Demo { dotnet run --project (Join-Path $PSScriptRoot 'examples/demo') --configuration $Configuration }
    Package { dotnet build $module --configuration $Configuration --target:PackageModule }
    Reproduce { & (Join-Path $PSScriptRoot 'tools/packaging/Compare-Build.ps1') }
}

if ($LASTEXITCODE -ne 0) {
    throw "The task $Task failed with exit code $LASTEXITCODE."
}
