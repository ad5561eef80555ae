#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tests, demonstrates and packages the module. All of the work is MSBuild's; this only calls it.
.EXAMPLE
    ./build.ps1
    Stages the module under output/MessengerMarketing/<version>.
.EXAMPLE
    ./build.ps1 -Task Test -Configuration Debug
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Demo', 'Package')]
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
    Demo { dotnet run --project (Join-Path $PSScriptRoot 'src/MessengerMarketing.Sandbox') --configuration $Configuration -- demo }
    Package { dotnet build $module --configuration $Configuration --target:PackageModule }
}

if ($LASTEXITCODE -ne 0) {
    throw "The task $Task failed with exit code $LASTEXITCODE."
}
